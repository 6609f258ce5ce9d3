package dev.jimg.tui.state;

import dev.jimg.service.Failure;

/** What the settings file and the person's own programs do to the app. */
final class SettingsLogic {

    static final String RELOAD = "reload";
    static final String EDIT = "edit";

    private SettingsLogic() {}

    /** Does what {@code :config} is asked for. */
    static Update command(AppState state, String argument) {
        return Update.of(state, argument.equals(EDIT) ? new Effect.EditSettings() : new Effect.ReadSettings(true));
    }

    static Update on(AppState state, Event event) {
        if (event instanceof Event.SettingsRead read) {
            return told(changed(state, read.preferences()), read);
        }
        if (event instanceof Event.ProgramEnded ended) {
            return Update.of(ended(state, ended));
        }
        return Update.of(state);
    }

    /** Only what the file says otherwise than before: what was chosen in the app meanwhile stays. */
    private static AppState changed(AppState state, Preferences fresh) {
        Preferences before = state.preferences();
        AppState next = state.withPreferences(fresh);
        ImagesPane pane = next.images();
        if (!fresh.order().equals(before.order())) {
            pane = pane.withOrder(fresh.order(), ImagesLogic.height(next));
        }
        if (fresh.tree() != before.tree()) {
            pane = pane.withTree(fresh.tree(), ImagesLogic.height(next));
        }
        return next.withImages(pane);
    }

    private static Update told(AppState state, Event.SettingsRead read) {
        AppState said = read.problem().map(state::say).orElseGet(() ->
                read.quiet() ? state : state.say(Notice.Severity.DONE, Text.of("settings.read")));
        return DetailLogic.follow(said);
    }

    private static AppState ended(AppState state, Event.ProgramEnded ended) {
        if (ended.output() == OwnCommand.Output.DIALOG && !ended.text().isBlank()) {
            return state.withoutNotice().open(OutputDialog.of(ended.name(), ended.status(), ended.text()));
        }
        if (ended.status() == 0) {
            return ended.output() == OwnCommand.Output.TERMINAL ? state
                    : state.say(Notice.Severity.DONE, Text.of("own.done", ended.name()));
        }
        return state.say(new Failure(Failure.Kind.CONFLICT, "run", ended.name(),
                "it ended with status " + ended.status(), ended.text().strip()));
    }
}
