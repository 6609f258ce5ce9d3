package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.List;

/**
 * A question before something that cannot be taken back. Enter does nothing in it: what happens has a key of its own.
 *
 * @param body sentences, a paragraph each
 * @param choices what can be answered beside «no»
 */
public record AskDialog(Text title, List<Text> body, List<Choice> choices) implements Dialog {

    public AskDialog {
        body = List.copyOf(body);
        choices = List.copyOf(choices);
    }

    /**
     * One answer.
     *
     * @param label a key of the catalogue: the verb
     * @param said what the status bar says once it was given
     * @param effect what follows; a job gets its number and its line among the transfers then
     */
    public record Choice(String key, String label, Text said, Effect effect) {}

    @Override
    public Update key(AppState state, String key) {
        for (Choice choice : choices) {
            if (choice.key().equals(key)) {
                AppState said = state.closeDialog().say(Notice.Severity.INFO, choice.said());
                return choice.effect() instanceof Effect.StartJob start ? TransfersLogic.start(said, start.job())
                        : Update.of(said, choice.effect());
            }
        }
        return switch (key) {
            case "esc", "q", "n" -> Update.of(state.closeDialog());
            default -> Update.of(state);
        };
    }

    @Override
    public List<Hint> hints() {
        List<Hint> hints = new ArrayList<>();
        choices.forEach(choice -> hints.add(new Hint(choice.key(), choice.label())));
        hints.add(new Hint("esc", "hint.keep"));
        return hints;
    }
}
