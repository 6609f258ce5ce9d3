package dev.jimg.tui.state;

import dev.jimg.service.Failure;
import dev.jimg.service.SearchResult;
import dev.jimg.service.SearchResult.Hit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was looked for and found.
 *
 * @param query typed into while {@code typing}, else the term that was searched last
 * @param searched the term the result is for, or that is on its way
 * @param officialOnly hides everything else
 * @param byStars sorts by stars, instead of as the source ordered it
 * @param shown the hits to show, in order
 */
public record SearchPane(LineEdit query, boolean typing, String searched, Loadable<SearchResult> result,
        boolean officialOnly, boolean byStars, List<Hit> shown, ListCursor cursor) {

    public static final SearchPane EMPTY = new SearchPane(LineEdit.EMPTY, false, "", Loadable.empty(), false, false,
            List.of(), ListCursor.START);

    public Optional<Hit> selected() {
        return cursor.index() < shown.size() ? Optional.of(shown.get(cursor.index())) : Optional.empty();
    }

    /** Whether the source tells more of its images than their names: stars, and which are official. */
    public boolean rated() {
        return result.value().map(SearchResult::hits).orElse(List.of()).stream()
                .anyMatch(hit -> hit.stars() >= 0 || hit.official());
    }

    /** Who answered last; empty before the first answer. */
    public String source() {
        return result.value().map(SearchResult::source).orElse("");
    }

    public SearchPane withQuery(LineEdit value, boolean nowTyping) {
        return new SearchPane(value, nowTyping, searched, result, officialOnly, byStars, shown, cursor);
    }

    /** A term is on its way; what was found before stays until the answer is here. */
    public SearchPane asked(String term, long request) {
        return new SearchPane(LineEdit.of(term), false, term, result.ask(request), officialOnly, byStars, shown,
                cursor);
    }

    public SearchPane answered(long request, SearchResult answer) {
        return new SearchPane(query, typing, searched, result.answer(request, answer), officialOnly, byStars,
                arranged(answer.hits(), officialOnly, byStars), ListCursor.START);
    }

    /** The hits of another term would pass for those of this one, so nothing of them stays. */
    public SearchPane failed(Failure why) {
        return new SearchPane(query, typing, searched, new Loadable<>(Optional.empty(), 0, Optional.of(why)),
                officialOnly, byStars, List.of(), ListCursor.START);
    }

    /** With other hits shown or in another order, and the cursor on the same hit if it is still there. */
    public SearchPane withView(boolean official, boolean stars, int height) {
        List<Hit> hits = arranged(result.value().map(SearchResult::hits).orElse(List.of()), official, stars);
        int index = Math.max(0, selected().map(hits::indexOf).orElse(0));
        return new SearchPane(query, typing, searched, result, official, stars, hits,
                cursor.to(index, hits.size(), height));
    }

    public SearchPane withCursor(ListCursor value) {
        return new SearchPane(query, typing, searched, result, officialOnly, byStars, shown, value);
    }

    private static List<Hit> arranged(List<Hit> hits, boolean official, boolean stars) {
        List<Hit> kept = official ? hits.stream().filter(Hit::official).toList() : List.copyOf(hits);
        return stars ? kept.stream().sorted(Comparator.comparingInt(Hit::stars).reversed()).toList() : kept;
    }
}
