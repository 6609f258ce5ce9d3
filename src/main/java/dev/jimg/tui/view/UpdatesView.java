package dev.jimg.tui.view;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.UpdateStatus;
import dev.jimg.service.UpdateStatus.State;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.FailureText;
import dev.jimg.tui.state.ImageRow;
import dev.jimg.tui.state.ListCursor;
import dev.jimg.tui.state.Mark;
import dev.jimg.tui.state.Radar;
import dev.jimg.tui.state.UpdatesDialog;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that moved in their registries. */
final class UpdatesView {

    private static final int WIDTH = 96;
    private static final int NAME = 1;
    private static final int HERE = 2;
    private static final int THERE = 3;
    private static final int RUNS = 4;

    private UpdatesView() {}

    static void draw(UpdatesDialog dialog, AppState state, Area screen, Look look) {
        List<UpdateStatus> listed = state.radar().listed();
        boolean tells = UpdatesDialog.tells(state.size()) && !listed.isEmpty();
        boolean any = listed.stream().anyMatch(UpdateStatus::moved);
        // On a small screen only why the selected name is not known, in the place of one line.
        boolean reasons = !tells && listed.stream().anyMatch(status -> status.why().isPresent());
        int room = Math.max(1, Math.min(listed.size() + (reasons ? 1 : 0), UpdatesDialog.lines(state.size())));
        Optional<Failure> reason = reasons ? dialog.selected(listed).flatMap(UpdateStatus::why) : Optional.empty();
        int lines = reason.isPresent() ? Math.max(1, room - 1) : Math.min(room, Math.max(1, listed.size()));
        Area area = DialogBox.draw(screen, look.say("updates.title"), note(state, look),
                Math.min(WIDTH, DialogBox.room(screen)), 1 + room + (tells ? UpdatesDialog.STORY : 0),
                dialog.hints(any), look);
        if (listed.isEmpty()) {
            Paragraphs.write(nothing(state, look), area, 0, look.theme().text());
            return;
        }
        ListCursor cursor = dialog.cursor().fit(listed.size(), lines);
        int rows = Math.min(1 + lines, area.height());
        table(dialog, state, cursor, area.sub(0, 0, area.width(), rows), look);
        if (area.height() > rows + 1) {
            story(listed.get(cursor.index()), state, area.sub(0, rows + 1, area.width(), area.height() - rows - 1),
                    look);
        } else if (reason.isPresent() && area.height() > rows) {
            area.text(0, rows, area.width(),
                    CellText.truncate(look.say(FailureText.why(reason.get())), area.width()), look.theme().dim());
        }
    }

    /** How far it is, else when it was asked. */
    private static String note(AppState state, Look look) {
        Radar radar = state.radar();
        if (radar.check().isPresent()) {
            return look.say("updates.progress", radar.check().get().done(), radar.check().get().total());
        }
        return radar.asked().map(when -> look.say("updates.asked", Ages.ago(when, state.now(), look))).orElse("");
    }

    private static String nothing(AppState state, Look look) {
        Radar radar = state.radar();
        if (radar.check().isPresent()) {
            return look.say("updates.asking");
        }
        return radar.known().isEmpty() ? look.say("updates.teach")
                : look.count("updates.all-current", radar.count(State.CURRENT)) + rest(radar, look);
    }

    private static void table(UpdatesDialog dialog, AppState state, ListCursor cursor, Area area, Look look) {
        List<UpdateStatus> listed = state.radar().listed();
        Columns columns = Columns.fit(area.width(), Column.gutter(2),
                Column.text(look.say("column.name"), 14, 2, 0).wishing(30),
                Column.fixed(look.say("updates.here"), Ages.CELLS, 2),
                Column.fixed(look.say("updates.there"), Ages.CELLS, 0),
                Column.text(look.say("updates.runs"), 8, 1, 1).wishing(16));
        Map<Reference, Instant> here = seen(state, listed, cursor.top(), area.height());
        new Table(area, columns, true, look).draw(listed.size(), cursor, (index, line) -> {
            UpdateStatus status = listed.get(index);
            boolean marked = dialog.marked().contains(status.name());
            line.cell(0, (marked ? Mark.MARKED.glyph() : line.current() ? "▸" : " ")
                            + (status.moved() ? Mark.NEWER.glyph() : " "),
                    marked ? look.theme().accent() : look.theme().warning());
            line.cell(NAME, CellText.truncateLeft(status.name().familiar(), line.width(NAME)),
                    status.moved() ? look.theme().text() : look.theme().dim());
            line.cell(HERE, here(status, here, state, look), look.theme().dim());
            line.cell(THERE, there(status, state, look), status.moved() ? look.theme().text() : look.theme().dim());
            line.cell(RUNS, String.join(" ", status.containers()), look.theme().good());
        });
    }

    /** Images may not say when they were made; and those that are not listed now are here all the same. */
    private static String here(UpdateStatus status, Map<Reference, Instant> created, AppState state, Look look) {
        return Optional.ofNullable(created.get(status.name())).filter(when -> when.isAfter(Instant.EPOCH))
                .map(when -> Ages.ago(when, state.now(), look))
                .orElseGet(() -> status.here().map(Digest::shortHex).orElse(""));
    }

    private static String there(UpdateStatus status, AppState state, Look look) {
        return switch (status.state()) {
            case GONE -> look.say("updates.gone");
            case UNKNOWN -> look.say("updates.unknown");
            default -> status.created().map(when -> Ages.ago(when, state.now(), look))
                    .orElseGet(() -> status.there().map(Digest::shortHex).orElse(""));
        };
    }

    /** When the images under the names in sight were made. */
    private static Map<Reference, Instant> seen(AppState state, List<UpdateStatus> listed, int top, int height) {
        Set<Reference> wanted = new HashSet<>();
        listed.subList(top, Math.min(listed.size(), top + height)).forEach(status -> wanted.add(status.name()));
        Map<Reference, Instant> created = new HashMap<>();
        for (ImageRow row : state.images().rows()) {
            row.tag().filter(wanted::contains).ifPresent(name -> created.put(name, row.image().created()));
        }
        return created;
    }

    /** Of the selected name what the line has no room for, and the sum of all. */
    private static void story(UpdateStatus status, AppState state, Area area, Look look) {
        List<Paragraphs.Line> lines = new ArrayList<>();
        Optional<Failure> why = status.why();
        if (why.isPresent()) {
            lines.addAll(Paragraphs.wrap(look.say(FailureText.advised(why.get())),
                    Math.max(1, area.width()), look.theme().dim()));
        } else {
            lines.add(new Paragraphs.Line(look.say("updates.digests", status.here().map(Digest::shortHex).orElse("—"),
                    status.there().map(Digest::shortHex).orElse("—")), look.theme().dim()));
        }
        Paragraphs.draw(lines, 0, area.sub(0, 0, area.width(), area.height() - 1));
        Radar radar = state.radar();
        area.text(0, area.height() - 1, area.width(), look.say("updates.sum", radar.count(State.MOVED),
                radar.count(State.CURRENT)) + rest(radar, look), look.theme().dim());
    }

    /** What there is none of is not told. */
    private static String rest(Radar radar, Look look) {
        StringBuilder rest = new StringBuilder();
        for (State state : List.of(State.LOCAL, State.GONE, State.UNKNOWN)) {
            if (radar.count(state) > 0) {
                rest.append(" · ").append(switch (state) {
                    case LOCAL -> look.say("updates.sum-local", radar.count(state));
                    case GONE -> look.say("updates.sum-gone", radar.count(state));
                    default -> look.say("updates.sum-unknown", radar.count(state));
                });
            }
        }
        return rest.toString();
    }
}
