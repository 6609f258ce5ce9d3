package dev.jimg.tui.state;

import dev.jimg.service.container.CommitRequest;
import java.util.List;
import java.util.Optional;

/** Makes an image of what a container changed. */
record CommitForm(String container, String name) implements Form {

    @Override
    public Text title() {
        return Text.of("form.commit", name);
    }

    @Override
    public String verb() {
        return "action.commit";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.text("field.name", ""), Field.text("field.message", ""));
    }

    @Override
    public Optional<Text> problem(List<String> values) {
        return Form.badOptionalName(values.get(0));
    }

    @Override
    public Update send(AppState state, List<String> values) {
        CommitRequest what = new CommitRequest(container, Form.optionalName(values.get(0)), "", values.get(1),
                List.of(), true);
        return Update.of(state.say(Notice.Severity.INFO, Text.of("commit.working", name)), new Effect.Commit(what, name));
    }
}
