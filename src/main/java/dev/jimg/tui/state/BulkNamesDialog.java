package dev.jimg.tui.state;

import dev.jimg.oci.Reference;
import dev.jimg.service.CopyPlace;
import dev.jimg.service.CopyRequest;
import dev.jimg.service.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tags or copies all marked images by one rule; below it stands what each of them would be called.
 *
 * @param line a repository or a prefix; for a copy the place before it
 * @param holders which image has each name now; made once
 * @param top the first image in sight
 * @param completion what Tab offers, from the first Tab to the next key
 */
public record BulkNamesDialog(Kind kind, List<ImageRow> rows, LineEdit line, Map<Reference, ImageRow> holders, int top,
        Optional<Completion> completion) implements Dialog {

    private static final List<String> PLACES = List.of("docker://", "store://", "engine://", "context://");
    private static final String SCHEME_END = "://";

    public enum Kind { TAG, COPY }

    public BulkNamesDialog {
        rows = List.copyOf(rows);
    }

    static Update open(AppState state, Kind kind, List<ImageRow> rows) {
        Map<Reference, ImageRow> holders = new HashMap<>();
        state.images().rows().forEach(row -> row.tag().ifPresent(name -> holders.put(name, row)));
        return Update.of(state.open(new BulkNamesDialog(kind, rows, LineEdit.EMPTY, Map.copyOf(holders), 0,
                Optional.empty())));
    }

    private String typed() {
        return line.text().strip();
    }

    private Optional<CopyPlace> place() {
        try {
            return typed().contains(SCHEME_END) ? Optional.of(CopyPlace.parse(typed())) : Optional.empty();
        } catch (Failure e) {
            return Optional.empty();
        }
    }

    /** What is typed of names; behind the place, in a copy. */
    private BulkNames names() {
        return new BulkNames(kind == Kind.TAG ? typed() : place().map(CopyPlace::image).orElse(""));
    }

    /** What the image would be called; empty for one that is left out. */
    public Optional<Reference> target(ImageRow row) {
        if (kind == Kind.COPY && names().text().isEmpty()) {
            return row.tag();
        }
        return names().of(row).filter(name -> kind == Kind.COPY || !row.image().tags().contains(name));
    }

    /** Whether another image here would lose the name to it. */
    public boolean takes(ImageRow row) {
        return kind == Kind.TAG && target(row).map(holders::get).filter(holder ->
                !holder.image().id().equals(row.image().id())).isPresent();
    }

    /** Why it cannot be done as it is typed; empty where it can, or where nothing is typed. */
    public Optional<Text> problem() {
        if (typed().isEmpty()) {
            return Optional.empty();
        }
        if (kind == Kind.COPY && place().isEmpty()) {
            return Optional.of(Text.of("bulk.no-place"));
        }
        BulkNames names = names();
        if (kind == Kind.COPY && names.text().isEmpty()) {
            return Optional.empty();
        }
        return names.problem().or(() -> names.twice(rows).map(name -> Text.of("bulk.twice", name.familiar())));
    }

    /** How many it can be done with. */
    public int possible() {
        return typed().isEmpty() || problem().isPresent() ? 0
                : (int) rows.stream().filter(row -> target(row).isPresent()).count();
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "esc" -> Update.of(state.closeDialog());
            case "enter" -> possible() == 0 ? Update.of(state)
                    : go(state.closeDialog().withImages(state.images().withMarks(Marks.NONE)));
            case "up" -> scroll(state, -1);
            case "down" -> scroll(state, 1);
            case "pgup" -> scroll(state, -lines(state.size()));
            case "pgdn" -> scroll(state, lines(state.size()));
            case "tab" -> completed(state, 1);
            case "shift+tab" -> completed(state, -1);
            default -> Update.of(state.replace(with(line.key(key))));
        };
    }

    @Override
    public Update paste(AppState state, String text) {
        return Update.of(state.replace(with(line.paste(text))));
    }

    private Update go(AppState state) {
        Stream<ImageRow> chosen = rows.stream().filter(row -> target(row).isPresent());
        if (kind == Kind.TAG) {
            return Update.of(state, new Effect.TagImages(chosen.map(row ->
                    new Effect.TagImage(row.target(), target(row).orElseThrow())).toList()));
        }
        CopyPlace to = place().orElseThrow();
        String before = typed().substring(0, typed().length() - to.image().length());
        String shown = before.endsWith("/") ? before : before + "/";
        Set<Reference> given = to.kind() == CopyPlace.Kind.REGISTRY ? Set.of() : rows.stream()
                .filter(row -> !target(row).equals(row.tag())).flatMap(row -> target(row).stream())
                .collect(Collectors.toSet());
        return BatchLogic.start(state, chosen.map(row -> (Job) new Job.Copy(new CopyRequest(
                new CopyPlace(CopyPlace.Kind.CURRENT, "", source(row, given)),
                new CopyPlace(to.kind(), to.where(), target(row).orElseThrow().familiar()),
                Optional.empty(), false), row.name(), shown + target(row).orElseThrow().familiar())).toList());
    }

    /** By its ID where another copy may take its name before its turn comes, for the place may be the one shown. */
    private static String source(ImageRow row, Set<Reference> given) {
        return row.tag().filter(given::contains).isPresent() ? row.image().id().toString() : row.target();
    }

    private BulkNamesDialog with(LineEdit value) {
        return new BulkNamesDialog(kind, rows, value, holders, top, Optional.empty());
    }

    private Update completed(AppState state, int step) {
        String begun = typed();
        Completion next = completion.orElseGet(() -> Completion.among(begun, offers(state, begun))).cycle(step);
        return Update.of(state.replace(new BulkNamesDialog(kind, rows, LineEdit.of(next.text()), holders, top,
                Optional.of(next))));
    }

    private List<String> offers(AppState state, String begun) {
        int scheme = begun.indexOf(SCHEME_END);
        if (kind == Kind.COPY && scheme < 0) {
            return PLACES.stream().filter(place -> place.startsWith(begun)).toList();
        }
        String before = kind == Kind.COPY ? begun.substring(0, scheme + SCHEME_END.length()) : "";
        return Completion.repositories(state, begun.substring(before.length())).stream().map(before::concat).toList();
    }

    private Update scroll(AppState state, int step) {
        int next = Math.max(0, Math.min(top + step, rows.size() - lines(state.size())));
        return Update.of(state.replace(new BulkNamesDialog(kind, rows, line, holders, next, completion)));
    }

    /** Images that can be seen at once on a screen. */
    public static int lines(ScreenSize size) {
        return Math.max(1, size.rows() - (size.rows() < 16 ? 7 : 11));
    }

    @Override
    public List<Hint> hints() {
        Hint complete = new Hint("tab", "pull.hint.complete");
        Hint cancel = new Hint("esc", "dialog.cancel");
        return possible() == 0 ? List.of(complete, cancel)
                : List.of(new Hint("enter", kind == Kind.TAG ? "action.tag" : "action.copy-to"), complete, cancel);
    }
}
