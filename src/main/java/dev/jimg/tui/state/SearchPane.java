package dev.jimg.tui.state;

import dev.jimg.service.SearchResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was looked for and found.
 *
 * @param query typed into while {@code typing}
 * @param searched the term the result is for
 * @param officialOnly hides everything else
 * @param byStars sorts by stars, instead of as the source ordered it
 */
public record SearchPane(LineEdit query, boolean typing, String searched, Loadable<SearchResult> result,
        boolean officialOnly, boolean byStars, ListCursor cursor) {

    public static final SearchPane EMPTY =
            new SearchPane(LineEdit.EMPTY, false, "", Loadable.empty(), false, false, ListCursor.START);

    /** The hits to show, in order. */
    public List<SearchResult.Hit> shown() {
        List<SearchResult.Hit> hits = result.value().map(SearchResult::hits).orElse(List.of());
        if (officialOnly) {
            hits = hits.stream().filter(SearchResult.Hit::official).toList();
        }
        return byStars
                ? hits.stream().sorted(Comparator.comparingInt(SearchResult.Hit::stars).reversed()).toList()
                : hits;
    }

    public Optional<SearchResult.Hit> selected() {
        List<SearchResult.Hit> hits = shown();
        return cursor.index() < hits.size() ? Optional.of(hits.get(cursor.index())) : Optional.empty();
    }

    public SearchPane withQuery(LineEdit value, boolean nowTyping) {
        return new SearchPane(value, nowTyping, searched, result, officialOnly, byStars, cursor);
    }

    public SearchPane withResult(String term, Loadable<SearchResult> value) {
        return new SearchPane(query, typing, term, value, officialOnly, byStars, cursor);
    }

    public SearchPane withView(boolean official, boolean stars) {
        return new SearchPane(query, typing, searched, result, official, stars, ListCursor.START);
    }

    public SearchPane withCursor(ListCursor value) {
        return new SearchPane(query, typing, searched, result, officialOnly, byStars, value);
    }
}
