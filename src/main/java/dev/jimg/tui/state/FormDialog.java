package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A few fields to fill in.
 *
 * @param focus the field that gets the keys
 * @param problem why it could not be sent as it was
 */
public record FormDialog(Form form, List<Field> fields, int focus, Optional<Text> problem) implements Dialog {

    public FormDialog {
        fields = List.copyOf(fields);
    }

    static Update open(AppState state, Form form) {
        return Update.of(state.open(new FormDialog(form, form.fields(), 0, Optional.empty())));
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "esc" -> Update.of(state.closeDialog());
            case "enter" -> send(state);
            case "tab", "down" -> move(state, 1);
            case "shift+tab", "up" -> move(state, -1);
            default -> changed(state, fields.get(focus).key(key));
        };
    }

    @Override
    public Update paste(AppState state, String text) {
        return changed(state, fields.get(focus).paste(text));
    }

    @Override
    public List<Hint> hints() {
        List<Hint> hints = new ArrayList<>(List.of(new Hint("enter", form.verb())));
        if (fields.size() > 1) {
            hints.add(new Hint("tab", "form.next"));
        }
        if (fields.get(focus).isChoice()) {
            hints.add(new Hint("space", "form.other"));
        }
        hints.add(new Hint("esc", "dialog.cancel"));
        return hints;
    }

    private Update send(AppState state) {
        List<String> values = fields.stream().map(Field::value).toList();
        Optional<Text> wrong = form.problem(values);
        return wrong.isPresent() ? Update.of(state.replace(new FormDialog(form, fields, focus, wrong)))
                : form.send(state.closeDialog(), values);
    }

    private Update move(AppState state, int step) {
        int next = Math.floorMod(focus + step, fields.size());
        return Update.of(state.replace(new FormDialog(form, fields, next, problem)));
    }

    private Update changed(AppState state, Field field) {
        List<Field> changed = new ArrayList<>(fields);
        changed.set(focus, field);
        return Update.of(state.replace(new FormDialog(form, changed, focus, Optional.empty())));
    }
}
