package dev.jimg.tui.state;

import dev.jimg.service.container.RunRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tries an image: with the terminal, or by itself in the background. */
record RunForm(ImageRow row) implements Form {

    private static final String TERMINAL = "form.terminal";
    private static final String DETACHED = "form.detached";

    @Override
    public Text title() {
        return Text.of("form.run", row.name());
    }

    @Override
    public String verb() {
        return "action.run";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.text("field.command", ""), Field.choice("field.how", TERMINAL, DETACHED),
                Field.text("field.container", ""), Field.text("field.ports", ""));
    }

    @Override
    public Optional<Text> problem(List<String> values) {
        return Words.split(values.get(0)).isPresent() ? Optional.empty() : Optional.of(Text.of("form.open-quote"));
    }

    @Override
    public Update send(AppState state, List<String> values) {
        boolean terminal = values.get(1).equals(TERMINAL);
        RunRequest what = RunRequest.builder(row.target()).command(Words.split(values.get(0)).orElseThrow())
                .name(Optional.of(values.get(2)).filter(name -> !name.isEmpty()))
                .ports(Arrays.stream(values.get(3).split("[ ,]+")).filter(port -> !port.isEmpty()).toList())
                .tty(terminal).interactive(terminal).remove(terminal).build();
        return terminal ? Update.of(state, new Effect.RunInTerminal(what))
                : Update.of(state.say(Notice.Severity.INFO, Text.of("run.starting", row.name())),
                        new Effect.RunDetached(what));
    }
}
