package dev.jimg.tui.state;

import dev.jimg.oci.Reference;
import dev.jimg.service.LoginRequest;
import java.util.List;
import java.util.Optional;

/** Tells a registry who one is; the password is kept where docker keeps it. */
record LoginForm(String registry) implements Form {

    private static final String HUB = "docker.io";

    /** Suggested is the registry of the selected image. */
    static LoginForm of(AppState state) {
        return new LoginForm(state.images().selected().flatMap(ImageRow::tag).map(Reference::domain).orElse(HUB));
    }

    @Override
    public Text title() {
        return Text.of("form.login");
    }

    @Override
    public String verb() {
        return "form.do-login";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.text("field.registry", registry).completing(Field.Completes.REGISTRY),
                Field.text("field.user", ""), Field.secret("field.password"));
    }

    @Override
    public int first() {
        return 1;
    }

    @Override
    public Optional<Text> problem(List<String> values) {
        return values.get(1).isEmpty() ? Optional.of(Text.of("form.no-user"))
                : values.get(2).isEmpty() ? Optional.of(Text.of("form.no-password")) : Optional.empty();
    }

    @Override
    public Update send(AppState state, List<String> values) {
        String server = values.get(0).isEmpty() ? HUB : values.get(0).replaceFirst("/+$", "");
        return Update.of(state.say(Notice.Severity.INFO, Text.of("login.working", server)),
                new Effect.LogIn(new LoginRequest(server, values.get(1), values.get(2))));
    }
}
