package dev.jimg.tui.state;

import dev.jimg.files.Waste;
import java.util.List;

/**
 * What the layers of an image store in vain.
 *
 * @param name of the image
 */
public record WasteDialog(String name, Waste waste, ListCursor cursor) implements Dialog {

    private static final int AROUND = 8;

    static WasteDialog of(FilesTab tab) {
        return new WasteDialog(tab.source().orElseThrow().name(), tab.model().value().orElseThrow().waste(),
                ListCursor.START);
    }

    /** Rows of the list on a screen of this size. */
    public int lines(ScreenSize size) {
        return Math.max(1, Math.min(waste.paths().size(), size.rows() - AROUND));
    }

    @Override
    public Update key(AppState state, String key) {
        if (key.equals("esc") || key.equals("q") || key.equals("w") || key.equals("enter")) {
            return Update.of(state.closeDialog());
        }
        return Update.of(cursor.on(key, waste.paths().size(), lines(state.size()))
                .map(moved -> state.replace(new WasteDialog(name, waste, moved))).orElse(state));
    }

    @Override
    public List<Hint> hints() {
        return List.of(new Hint("esc", "dialog.close"));
    }
}
