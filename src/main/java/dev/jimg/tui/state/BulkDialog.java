package dev.jimg.tui.state;

import dev.jimg.service.PullRequest;
import dev.jimg.service.PushRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks once before the same is done with all marked images; says of each what that is.
 *
 * @param top the first image in sight
 */
public record BulkDialog(Kind kind, List<ImageRow> rows, int top) implements Dialog {

    public BulkDialog {
        rows = List.copyOf(rows);
    }

    public enum Kind { PULL, PUSH, VERIFY, REPAIR;
        /** Whether a registry is needed for it, which knows images by their names only. */
        boolean byName() {
            return this == PULL || this == PUSH;
        }
    }

    static Update open(AppState state, Kind kind, List<ImageRow> rows) {
        return Update.of(state.open(new BulkDialog(kind, rows, 0)));
    }

    /** How many it can be done with. */
    public int possible() {
        return (int) rows.stream().filter(this::possible).count();
    }

    public boolean possible(ImageRow row) {
        return !kind.byName() || row.tag().isPresent();
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "y" -> possible() == 0 ? Update.of(state) : go(
                    state.closeDialog().withImages(state.images().withMarks(Marks.NONE)));
            case "esc", "q", "n" -> Update.of(state.closeDialog());
            case "up", "k" -> scroll(state, -1);
            case "down", "j" -> scroll(state, 1);
            case "pgup" -> scroll(state, -lines(state.size()));
            case "pgdn" -> scroll(state, lines(state.size()));
            default -> Update.of(state);
        };
    }

    @Override
    public List<Hint> hints() {
        Hint no = new Hint("esc", "dialog.cancel");
        return possible() == 0 ? List.of(no)
                : List.of(new Hint("y", "action." + kind.name().toLowerCase(Locale.ROOT)), no);
    }

    /** Images that can be seen at once on a screen. */
    public static int lines(ScreenSize size) {
        return Math.max(1, size.rows() - (size.rows() < 16 ? 5 : 8));
    }

    /** To read blobs is one job for all, as several images may need the same. */
    private Update go(AppState state) {
        return kind.byName() ? BatchLogic.start(state, jobs())
                : TransfersLogic.start(state, Job.Verify.of(rows, kind == Kind.REPAIR));
    }

    private List<Job> jobs() {
        return rows.stream().flatMap(row -> row.tag().stream()).map(name -> kind == Kind.PULL
                ? (Job) new Job.Pull(PullRequest.of(name))
                : new Job.Push(new PushRequest(name), Optional.empty())).toList();
    }

    private Update scroll(AppState state, int step) {
        int next = Math.max(0, Math.min(top + step, rows.size() - lines(state.size())));
        return Update.of(state.replace(new BulkDialog(kind, rows, next)));
    }
}
