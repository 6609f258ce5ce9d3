package dev.jimg.cli;

import dev.jimg.service.Failure;
import dev.jimg.service.LoginRequest;
import dev.jimg.service.LoginResult;
import dev.jimg.service.RegistryLogins;
import dev.jimg.text.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** {@code login}. Its words and their order are docker's. */
final class LoginCommand implements Command {

    static final String SUMMARY = "Authenticate to a registry";

    private static final int MAX_STDIN = 1024 * 1024;
    private static final String NOBODY_TO_ASK = "Error: Cannot perform an interactive login from a non TTY device";
    private static final String HUB_HELLO = """
            Log in with your Docker ID or email address to push and pull images from Docker Hub. If you don't have a \
            Docker ID, head over to https://hub.docker.com/ to create one.
            You can log in with your password or a Personal Access Token (PAT). Using a limited-scope PAT grants \
            better security and is required for organizations using SSO. Learn more at \
            https://docs.docker.com/go/access-tokens/

            """;

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] [SERVER]", "Authenticate to a registry.\n"
                + "Defaults to Docker Hub if no server is specified.", "", List.of(),
                List.of(Flag.text("password", 'p', "string", "Password or Personal Access Token (PAT)"),
                        Flag.on("password-stdin", (char) 0,
                                "Take the Password or Personal Access Token (PAT) from stdin"),
                        Flag.text("username", 'u', "string", "Username")),
                0, 1);
    }

    @Override
    public int run(Invocation invocation) {
        try {
            LoginResult result = login(invocation);
            invocation.out().flush();
            result.unencryptedIn().ifPresent(file -> invocation.console().err().print("""

                    WARNING! Your credentials are stored unencrypted in '%s'.
                    Configure a credential helper to remove this warning. See
                    https://docs.docker.com/go/credential-store/

                    """.formatted(SafeText.line(file))).flush());
            invocation.out().line("Login Succeeded");
            return 0;
        } catch (Refusal e) {
            invocation.out().flush();
            invocation.console().err().line(e.getMessage());
            return 1;
        }
    }

    /** What docker says, and no more. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }

    private static LoginResult login(Invocation invocation) throws Refusal {
        Flags flags = invocation.flags();
        check(invocation);
        String server = invocation.arguments().isEmpty() ? "" : invocation.argument(0);
        String user = flags.text("username").orElse("").strip();
        String password = flags.on("password-stdin") ? readPassword(invocation)
                : flags.text("password").orElse("").strip();
        RegistryLogins logins = invocation.service().logins();
        Optional<String> known = Optional.empty();
        if (!flags.given("username") && !flags.given("password")) {
            known = logins.user(server, invocation.cancellation());
            Optional<LoginResult> again = known.isEmpty() ? Optional.empty()
                    : tryAgain(invocation, logins, server, known.get());
            if (again.isPresent()) {
                return again.get();
            }
        }
        if (user.isEmpty() || password.isEmpty()) {
            Prompter prompter = invocation.console().prompter().get().orElseThrow(() -> new Refusal(NOBODY_TO_ASK));
            boolean hub = logins.isHub(server);
            if (user.isEmpty()) {
                user = askUser(invocation, prompter, hub, known.orElse(""));
            }
            if (password.isEmpty()) {
                password = askPassword(invocation, prompter);
            }
        }
        return logins.login(new LoginRequest(server, user, password), invocation.cancellation());
    }

    private static void check(Invocation invocation) throws Refusal {
        Flags flags = invocation.flags();
        boolean stdin = flags.on("password-stdin");
        if (flags.given("password") && stdin) {
            throw new Refusal("conflicting options: cannot specify both --password and --password-stdin");
        }
        if (stdin && flags.text("username").orElse("").isEmpty()) {
            throw new Refusal("the --password-stdin option requires --username to be set");
        }
        if (flags.given("username") && flags.text("username").orElse("").isEmpty()) {
            throw new Refusal("username is empty");
        }
        if (flags.given("password")) {
            if (flags.text("password").orElse("").isEmpty()) {
                throw new Refusal("password is empty");
            }
            invocation.console().err()
                    .line("WARNING! Using --password via the CLI is insecure. Use --password-stdin.").flush();
        }
    }

    /** One line end after it is not part of it. */
    private static String readPassword(Invocation invocation) throws Refusal {
        byte[] bytes;
        try {
            bytes = invocation.console().in().readNBytes(MAX_STDIN + 1);
        } catch (IOException e) {
            throw new Refusal("could not read the password from the standard input: " + e.getMessage());
        }
        if (bytes.length > MAX_STDIN) {
            throw new Refusal("the password on the standard input is longer than 1 MiB");
        }
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }

    private static Optional<LoginResult> tryAgain(Invocation invocation, RegistryLogins logins, String server,
            String user) {
        Output err = invocation.console().err();
        err.line("Authenticating with existing credentials... [Username: " + SafeText.line(user) + "]").line("")
                .line(" Info -> To login with a different account, run 'jimg-tui logout' followed by 'jimg-tui login'")
                .line("").line("").flush();
        try {
            return Optional.of(logins.loginAgain(server, invocation.cancellation()));
        } catch (Failure e) {
            err.line("Login did not succeed, error: " + SafeText.line(e.getMessage())).flush();
            return Optional.empty();
        }
    }

    private static String askUser(Invocation invocation, Prompter prompter, boolean hub, String known)
            throws Refusal {
        if (hub) {
            invocation.out().print(HUB_HELLO).flush();
        }
        String prompt = known.isEmpty() ? "Username: " : "Username (" + SafeText.line(known) + "): ";
        String user = prompter.ask(prompt).map(String::strip).filter(text -> !text.isEmpty()).orElse(known);
        invocation.cancellation().check();
        if (user.isEmpty()) {
            throw new Refusal("Error: Non-null Username Required");
        }
        return user;
    }

    private static String askPassword(Invocation invocation, Prompter prompter) throws Refusal {
        String password = prompter.askSecret("Password: ").map(String::strip).orElse("");
        invocation.cancellation().check();
        if (password.isEmpty()) {
            throw new Refusal("Error: Password Required");
        }
        return password;
    }
}
