package dev.jimg.tui.state;

import dev.jimg.service.files.ImageFiles;
import java.util.List;

/**
 * A file of an image, as text.
 *
 * @param path where it lies, for people
 * @param top the first line in sight
 * @param left how many columns lie left of what is seen
 */
public record FileDialog(String path, Loadable<FileText> text, int top, int left) implements Dialog {

    private static final int SIDEWAYS = 8;

    /** Rows of a screen that are not the file's: its frame, the keys and the status line. */
    private static final int AROUND = 5;

    static Update open(AppState state, FilesTab tab, int node) {
        FilesModel model = tab.model().value().orElseThrow();
        FilesSource source = tab.source().orElseThrow();
        int layer = source instanceof FilesSource.Remote remote ? remote.layer()
                : model.together() ? ImageFiles.TOGETHER : model.tree().layer(node);
        long request = state.nextId();
        FileDialog dialog = new FileDialog(shown(model, node), Loadable.<FileText>empty().ask(request), 0, 0);
        return Update.of(state.withLastId(request).open(dialog),
                new Effect.ViewFile(request, source, layer, model.tree().path(node)));
    }

    /** With the names as text. */
    private static String shown(FilesModel model, int node) {
        StringBuilder path = new StringBuilder();
        for (int at = node; at != 0; at = model.tree().parent(at)) {
            path.insert(0, "/" + model.tree().name(at));
        }
        return path.toString();
    }

    /** Lines of the file that a screen shows. */
    public static int lines(ScreenSize size) {
        return Math.max(1, size.rows() - AROUND);
    }

    @Override
    public Update key(AppState state, String key) {
        int page = lines(state.size());
        return switch (key) {
            case "esc", "q", "enter" -> Update.of(state.closeDialog(), new Effect.Forget(text.request()));
            case "j", "down" -> scroll(state, top + 1);
            case "k", "up" -> scroll(state, top - 1);
            case "pgdn", "ctrl+d", "space" -> scroll(state, top + page - 1);
            case "pgup", "ctrl+u" -> scroll(state, top - page + 1);
            case "g", "home" -> scroll(state, 0);
            case "G", "end" -> scroll(state, Integer.MAX_VALUE / 2);
            case "l", "right" -> Update.of(state.replace(new FileDialog(path, text, top, left + SIDEWAYS)));
            case "h", "left" -> Update.of(state.replace(new FileDialog(path, text, top, Math.max(0, left - SIDEWAYS))));
            default -> Update.of(state);
        };
    }

    private Update scroll(AppState state, int wanted) {
        int most = text.value().map(file -> file.lines().size() - lines(state.size())).orElse(0);
        return Update.of(state.replace(new FileDialog(path, text, Math.max(0, Math.min(wanted, most)), left)));
    }

    @Override
    public Dialog on(Event event) {
        if (event instanceof Event.FileViewed viewed && text.awaits(viewed.request())) {
            return new FileDialog(path, text.answer(viewed.request(), viewed.text()), top, left);
        }
        if (event instanceof Event.RequestFailed failed && text.awaits(failed.request())) {
            return new FileDialog(path, text.fail(failed.request(), failed.failure()), top, left);
        }
        return this;
    }

    @Override
    public List<Hint> hints() {
        return List.of(new Hint("esc", "dialog.close"));
    }
}
