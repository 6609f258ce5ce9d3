package dev.jimg.tui.state;

import java.util.List;

/** The person's own commands, for the selected image. */
public record OwnCommandsDialog(List<OwnCommand> commands, ListCursor cursor) implements Dialog {

    public OwnCommandsDialog {
        commands = List.copyOf(commands);
    }

    static OwnCommandsDialog of(AppState state) {
        return new OwnCommandsDialog(state.preferences().commands(), ListCursor.START);
    }

    /** Rows of the list on a screen of this size. */
    public int height(ScreenSize size) {
        return Math.max(1, Math.min(commands.size(), size.rows() - 5));
    }

    @Override
    public Update key(AppState state, String key) {
        for (OwnCommand command : commands) {
            if (command.key().equals(key)) {
                return run(state.closeDialog(), command);
            }
        }
        return switch (key) {
            case "esc", "q", "c" -> Update.of(state.closeDialog());
            case "enter" -> run(state.closeDialog(), commands.get(cursor.index()));
            case "j", "down" -> move(state, Action.DOWN);
            case "k", "up" -> move(state, Action.UP);
            default -> Update.of(state);
        };
    }

    @Override
    public List<Hint> hints() {
        return List.of(new Hint("enter", "actions.run"), new Hint("esc", "dialog.close"));
    }

    /** Runs one for the image under the cursor; says so where there is none. */
    static Update run(AppState state, OwnCommand command) {
        if (state.images().selected().isEmpty()) {
            return Update.of(state.say(Notice.Severity.INFO, Text.of("disabled.no-image")));
        }
        Program program = command.program(state.images().selected().get());
        return command.output() == OwnCommand.Output.TERMINAL ? Update.of(state, new Effect.RunOnTerminal(program))
                : Update.of(state.say(Notice.Severity.INFO, Text.of("own.running", command.name())),
                        new Effect.RunAside(program));
    }

    private Update move(AppState state, Action action) {
        ListCursor moved = Reducer.moved(cursor, action, commands.size(), height(state.size()));
        return Update.of(state.replace(new OwnCommandsDialog(commands, moved)));
    }
}
