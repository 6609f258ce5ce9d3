package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.TokenServer;
import dev.jimg.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a registry that wants a password. */
class LoginCommandTest {

    private static final String SECRET = "canary-pw";
    private static RealRegistry registry;

    @TempDir
    Path home;
    private final TestConsole console = TestConsole.pipe();
    private Backends backends;
    private String host;

    @BeforeAll
    static void open() {
        registry = RealRegistry.htpasswd("ann", SECRET);
    }

    @AfterAll
    static void close() {
        registry.close();
    }

    @BeforeEach
    void prepare() {
        host = registry.hostPort();
        backends = new Backends(new Environment(Map.of("JIMG_STORE", home.resolve("store").toString()), home, home),
                Clock.systemUTC());
    }

    @Test
    void logsInAsDockerDoesAndOutAgain() throws IOException {
        console.typing(SECRET + "\r\n");
        assertEquals(0, run("login", "-u", "ann", "--password-stdin", host));
        String out = console.out();
        String err = console.err();
        String file = Files.readString(config());
        assertEquals("Login Succeeded\n", out);
        Tools.require("docker");
        Path other = home.resolve("other");
        Run.Result docker = Run.of("docker", "login", "-u", "ann", "--password-stdin", host)
                .env("DOCKER_CONFIG", other.toString()).env("DOCKER_HOST", "unix:///nonexistent")
                .stdin(SECRET).run();
        assertEquals(docker.out(), out);
        // Without an engine docker logs which protocol it tries.
        assertEquals(docker.err().replaceAll("(?m)^time=.*\n", "").replace(other.toString(), home + "/.docker"), err);
        assertEquals(Files.readString(other.resolve("config.json")), file);

        assertEquals(0, run("logout", host));
        assertEquals("Removing login credentials for " + host + "\n", console.out());
        assertEquals("{\n\t\"auths\": {}\n}", Files.readString(config()));
        assertEquals(0, run("logout"));
        assertEquals("Removing login credentials for https://index.docker.io/v1/\n", console.out());
    }

    @Test
    void aWrongPasswordIsRefusedNotKeptAndNotShown() {
        console.typing("wrong-canary");
        assertEquals(1, run("login", "-u", "ann", "--password-stdin", host));
        assertEquals("Error response from daemon: login attempt to http://" + host + "/v2/ failed with status:"
                + " 401 Unauthorized\n", console.err());
        assertFalse(Files.exists(config()));
    }

    @Test
    void refusesInDockersWordsWhatCannotBeDone() {
        assertRefused("Error: Cannot perform an interactive login from a non TTY device\n", "login", host);
        assertRefused("Error: Cannot perform an interactive login from a non TTY device\n", "login", "-u", "a");
        assertRefused("WARNING! Using --password via the CLI is insecure. Use --password-stdin.\n"
                + "Error: Cannot perform an interactive login from a non TTY device\n", "login", "-p", "x", host);
        assertRefused("the --password-stdin option requires --username to be set\n", "login", "--password-stdin");
        assertRefused("conflicting options: cannot specify both --password and --password-stdin\n",
                "login", "-u", "a", "-p", "b", "--password-stdin");
        assertRefused("username is empty\n", "login", "-u", "", "-p", "b");
        assertRefused("password is empty\n", "login", "-u", "a", "-p", "");
        assertRefused("could not log in to a registry: it wants to be named as host or host:port\n",
                "login", "-u", "a", "-p", "b", "a.b\nc");
    }

    @Test
    void asksAtATerminalAndTriesWhatIsKeptFirst() {
        console.askedThrough(answering("ann", SECRET));
        assertEquals(0, run("login", host));
        assertEquals("Login Succeeded\n", console.out());
        console.err();
        console.askedThrough(answering("", ""));
        assertEquals(0, run("login", host));
        assertEquals("Login Succeeded\n", console.out());
        assertTrue(console.err().startsWith("Authenticating with existing credentials... [Username: ann]\n"));
    }

    @Test
    void nothingTypedIsRefused() {
        console.askedThrough(answering("", SECRET));
        assertRefused("Error: Non-null Username Required\n", "login", host);
        console.askedThrough(answering("ann", ""));
        assertRefused("Error: Password Required\n", "login", host);
    }

    @Test
    void aTokenServerIsAskedAndItsIdentityTokenKeptInsteadOfThePassword() throws IOException {
        try (TokenServer tokens = TokenServer.start().user("bob", SECRET);
                RealRegistry other = RealRegistry.token(tokens)) {
            console.typing("wrong");
            assertEquals(1, run("login", "-u", "bob", "--password-stdin", other.hostPort()));
            assertTrue(console.err().contains("were refused (401)"));
            console.typing(SECRET);
            assertEquals(0, run("login", "-u", "bob", "--password-stdin", other.hostPort()));
            assertEquals("Login Succeeded\n", console.out());
            assertEquals("", console.err());
            assertTrue(Files.readString(config()).contains("\"identitytoken\""));
            assertEquals(1, run("tags", other.hostPort() + "/no/such"));
            assertTrue(tokens.issued().stream().anyMatch(token -> token.user().equals("bob")
                    && token.method().equals("POST")), "the identity token works");
        }
    }

    private void assertRefused(String words, String... command) {
        assertEquals(1, run(command), words);
        String err = console.err();
        assertEquals(words, err.startsWith("WARNING") && !words.startsWith("WARNING")
                ? err.substring(err.indexOf('\n') + 1) : err);
        assertEquals("", console.out());
    }

    private int run(String... words) {
        return console.run(backends, words);
    }

    private Path config() {
        return home.resolve(".docker/config.json");
    }

    private static Prompter answering(String user, String password) {
        return new Prompter() {
            @Override
            public Optional<String> ask(String prompt) {
                return Optional.of(user);
            }

            @Override
            public Optional<String> askSecret(String prompt) {
                return Optional.of(password);
            }
        };
    }
}
