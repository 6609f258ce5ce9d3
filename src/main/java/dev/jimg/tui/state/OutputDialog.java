package dev.jimg.tui.state;

import java.util.List;

/** What a program wrote that has ended. */
public record OutputDialog(String name, int status, Scrollback text) implements Dialog {

    static OutputDialog of(String name, int status, String text) {
        return new OutputDialog(name, status, Scrollback.EMPTY.append(text).withFollow(false, Integer.MAX_VALUE));
    }

    /** Lines of text on a screen of this size. */
    public int height(ScreenSize size) {
        return Math.max(1, Math.min(Math.max(1, text.count()), size.rows() - 6));
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "esc", "q", "enter" -> Update.of(state.closeDialog());
            case "j", "down", "J" -> move(state, Action.DOWN);
            case "k", "up", "K" -> move(state, Action.UP);
            case "pgdn", "ctrl+d", "space" -> move(state, Action.PAGE_DOWN);
            case "pgup", "ctrl+u" -> move(state, Action.PAGE_UP);
            case "g", "home" -> move(state, Action.FIRST);
            case "G", "end" -> move(state, Action.LAST);
            default -> Update.of(state);
        };
    }

    @Override
    public List<Hint> hints() {
        return List.of(new Hint("j", "action.down"), new Hint("esc", "dialog.close"));
    }

    private Update move(AppState state, Action action) {
        return Update.of(state.replace(new OutputDialog(name, status, text.move(action, height(state.size())))));
    }
}
