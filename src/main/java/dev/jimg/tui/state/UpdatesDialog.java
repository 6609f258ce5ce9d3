package dev.jimg.tui.state;

import dev.jimg.oci.Reference;
import dev.jimg.service.UpdateStatus;
import dev.jimg.service.diff.DiffSide;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The names that moved in their registries, to pull some of them. What is listed is the state's: it grows while
 * registries are asked.
 *
 * @param checking whether registries are being asked; only for the hints
 */
public record UpdatesDialog(ListCursor cursor, Set<Reference> marked, boolean checking) implements Dialog {

    /** Lines below the list: what the selected name is about, and the sum. */
    public static final int STORY = 4;

    public UpdatesDialog {
        marked = Set.copyOf(marked);
    }

    /** Names that can be seen at once on a screen. */
    public static int lines(ScreenSize size) {
        return Math.max(1, size.rows() - (tells(size) ? 7 + STORY : 7));
    }

    /** Whether there is room for more than the list. */
    public static boolean tells(ScreenSize size) {
        return size.rows() >= 16;
    }

    @Override
    public Update key(AppState state, String key) {
        List<UpdateStatus> listed = state.radar().listed();
        return switch (key) {
            case "esc", "q" -> Update.of(state.closeDialog());
            case "enter" -> pull(state);
            case "r", "R" -> RadarLogic.check(state);
            case "c" -> RadarLogic.stop(state);
            case "D" -> compare(state);
            case "space" -> toggle(state);
            case "*" -> Update.of(state.replace(new UpdatesDialog(cursor, toggledAll(listed), checking)));
            default -> cursor.on(key, listed.size(), lines(state.size()))
                    .map(moved -> Update.of(state.replace(new UpdatesDialog(moved, marked, checking))))
                    .orElse(Update.of(state));
        };
    }

    /** What the cursor is on. */
    public Optional<UpdateStatus> selected(List<UpdateStatus> listed) {
        return listed.isEmpty() ? Optional.empty()
                : Optional.of(listed.get(Math.min(cursor.index(), listed.size() - 1)));
    }

    /** What would come of a pull. */
    private Update compare(AppState state) {
        return selected(state.radar().listed()).map(UpdateStatus::name).map(name -> DiffDialog.open(state,
                new DiffSide.Local(name.familiar()), new DiffSide.Remote(name, Optional.empty()), DiffTab.CONFIG))
                .orElse(Update.of(state));
    }

    private Update toggle(AppState state) {
        List<UpdateStatus> listed = state.radar().listed();
        Set<Reference> changed = new HashSet<>(marked);
        selected(listed).filter(UpdateStatus::moved).map(UpdateStatus::name).ifPresent(name -> {
            if (!changed.remove(name)) {
                changed.add(name);
            }
        });
        return Update.of(state.replace(new UpdatesDialog(cursor.move(1, listed.size(), lines(state.size())), changed,
                checking)));
    }

    /** All that moved; where they are marked already, none. */
    private Set<Reference> toggledAll(List<UpdateStatus> listed) {
        Set<Reference> all = new HashSet<>();
        listed.stream().filter(UpdateStatus::moved).forEach(status -> all.add(status.name()));
        return marked.containsAll(all) ? Set.of() : all;
    }

    /** The marked names; without marks, the one under the cursor. */
    private Update pull(AppState state) {
        List<UpdateStatus> listed = state.radar().listed();
        List<UpdateStatus> chosen = listed.stream().filter(status -> status.moved() && marked.contains(status.name()))
                .toList();
        List<UpdateStatus> wanted = chosen.isEmpty()
                ? selected(listed).filter(UpdateStatus::moved).map(List::of).orElse(List.of()) : chosen;
        return wanted.isEmpty() ? Update.of(state.say(Notice.Severity.INFO, Text.of("updates.nothing-chosen")))
                : RadarLogic.pull(state.closeDialog(), wanted);
    }

    @Override
    public Dialog on(Event event) {
        if (event instanceof Event.UpdateHeard) {
            return new UpdatesDialog(cursor, marked, true);
        }
        return event instanceof Event.UpdatesKnown || event instanceof Event.RequestFailed
                ? new UpdatesDialog(cursor, marked, false) : this;
    }

    @Override
    public List<Hint> hints() {
        return hints(true);
    }

    /** @param any whether there is anything to pull */
    public List<Hint> hints(boolean any) {
        List<Hint> hints = new ArrayList<>();
        if (any) {
            hints.add(new Hint("space", "action.mark"));
            hints.add(new Hint("enter", "action.pull"));
            hints.add(new Hint("D", "action.diff"));
        }
        hints.add(checking ? new Hint("c", "updates.stop") : new Hint("r", "updates.check"));
        hints.add(new Hint("esc", "dialog.close"));
        return hints;
    }
}
