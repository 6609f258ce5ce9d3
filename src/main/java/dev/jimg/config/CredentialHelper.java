package dev.jimg.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One {@code docker-credential-NAME} program: the registry's key on its standard input, an answer on its standard
 * output (docker-credential-helpers, «Development»). It may run for 30 s and write 1 MiB.
 */
final class CredentialHelper {

    private static final String PREFIX = "docker-credential-";
    private static final String NOT_FOUND = "credentials not found in native keychain";
    private static final String TOKEN_USER = "<token>";
    private static final long POLL_MILLIS = 50;
    /** How long after its end more is read: an agent that it started may keep its outputs open for ever. */
    private static final long LEFT_BEHIND_MILLIS = 300;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** The status of a process that SIGINT ended. */
    private static final int INTERRUPTED = 130;
    private static final long HEARD_MILLIS = 500;

    private final String program;
    private final Environment environment;
    private final String namedBy;
    private final Duration limit;

    /** @param namedBy the file that names the helper, for messages */
    CredentialHelper(String name, Environment environment, String namedBy) {
        this(name, environment, namedBy, LIMIT);
    }

    CredentialHelper(String name, Environment environment, String namedBy, Duration limit) {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new ConfigException("invalid " + namedBy + ": a credential helper's name wants letters, digits"
                    + " and . _ - only", "Correct the file.");
        }
        this.program = PREFIX + name;
        this.environment = environment;
        this.namedBy = namedBy;
        this.limit = limit;
    }

    /** @return empty if the helper says that it has none for this server, or if {@code stopped} */
    Optional<Credentials> get(String server, BooleanSupplier stopped) {
        return run("get", server, server + "\n", "", stopped).flatMap(this::parse);
    }

    /** Keeps credentials, in place of those that it had for this server. */
    void store(String server, Credentials credentials, BooleanSupplier stopped) {
        boolean token = credentials.kind() == Credentials.Kind.IDENTITY_TOKEN;
        String json = new ObjectMapper().createObjectNode().put("ServerURL", server)
                .put("Username", token ? TOKEN_USER : credentials.user()).put("Secret", credentials.secret())
                .toString();
        if (run("store", server, json, credentials.secret(), stopped).isEmpty()) {
            throw failed(stopped.getAsBoolean() ? "it was interrupted" : "it says that it keeps none");
        }
    }

    /** Forgets what is kept for this server; having nothing is fine. */
    void erase(String server, BooleanSupplier stopped) {
        run("erase", server, server + "\n", "", stopped);
    }

    /**
     * @param secret what no message may quote, should the program repeat its input; empty for none
     * @return what it wrote; empty if it says that it has none, or if {@code stopped}
     */
    private Optional<byte[]> run(String verb, String server, String input, String secret, BooleanSupplier stopped) {
        if (server.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new ConfigException("the name of the registry holds a line break or control character; it is not"
                    + " handed to " + program, "Check the reference.");
        }
        Process process = start(locate(), verb);
        try {
            return talk(process, input, secret, stopped);
        } catch (IOException e) {
            throw failed("it could not be talked to (" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Optional<byte[]> talk(Process process, String input, String secret, BooleanSupplier stopped)
            throws IOException, InterruptedException {
        HelperOutput output = new HelperOutput(process.getInputStream());
        HelperOutput errors = new HelperOutput(process.getErrorStream());
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It may end without reading; its exit status and words say more than a broken pipe.
        }
        long deadline = System.nanoTime() + limit.toNanos();
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            if (stopped.getAsBoolean()) {
                return Optional.empty();
            }
            if (output.tooLong() || errors.tooLong()) {
                throw failed("it wrote more than 1 MiB");
            }
            if (System.nanoTime() - deadline > 0) {
                throw failed("it did not answer within " + limit.toSeconds() + " s");
            }
        }
        output.awaitEnd(LEFT_BEHIND_MILLIS);
        errors.awaitEnd(LEFT_BEHIND_MILLIS);
        if (output.tooLong()) {
            throw failed("it wrote more than 1 MiB");
        }
        if (process.exitValue() == INTERRUPTED && stoppedSoon(stopped)) {
            return Optional.empty();
        }
        return process.exitValue() == 0 ? Optional.of(output.bytes())
                : refused(process.exitValue(), output, errors, secret);
    }

    /** Ctrl-C goes to all that run at the terminal: that it ended the helper is seen before it is heard here. */
    private static boolean stoppedSoon(BooleanSupplier stopped) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HEARD_MILLIS);
        while (!stopped.getAsBoolean() && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return stopped.getAsBoolean();
    }

    private Optional<byte[]> refused(int status, HelperOutput output, HelperOutput errors, String secret) {
        String words = output.firstLine();
        if (words.contains(NOT_FOUND)) {
            return Optional.empty();
        }
        String shown = words.isEmpty() ? errors.firstLine() : words;
        // Whatever was given a secret may repeat it, as it is or as JSON has it, and be cut in its middle.
        boolean quotable = secret.isEmpty() || !output.repeats(secret) && !errors.repeats(secret);
        throw failed("it ended with status " + status + (shown.isEmpty() || !quotable ? "" : " (" + shown + ")"));
    }

    private Optional<Credentials> parse(byte[] output) {
        JsonNode answer;
        try {
            answer = new ObjectMapper().readTree(output);
        } catch (IOException e) {
            throw failed("its answer is not JSON");
        }
        String user = answer.path("Username").asText("");
        String secret = answer.path("Secret").asText("");
        if (secret.isEmpty() && user.isEmpty()) {
            throw failed("its answer has no \"Username\" and no \"Secret\"");
        }
        return Optional.of(user.equals(TOKEN_USER) ? Credentials.identityToken("", secret)
                : Credentials.password(user, secret));
    }

    private Path locate() {
        for (String directory : environment.variable("PATH").orElse("").split(":")) {
            Path candidate = Path.of(directory).resolve(program);
            if (!directory.isEmpty() && Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        throw new ConfigException("the credential helper " + program + ", which " + namedBy
                + " names, is not installed", "Install it, or take it out of " + namedBy + " and log in again.");
    }

    private Process start(Path executable, String verb) {
        try {
            ProcessBuilder builder = new ProcessBuilder(executable.toString(), verb);
            builder.environment().clear();
            builder.environment().putAll(environment.variables());
            return builder.start();
        } catch (IOException e) {
            throw failed("it could not be started");
        }
    }

    private ConfigException failed(String why) {
        return new ConfigException("the credential helper " + program + " failed: " + why,
                "Run: " + program + " list. It is named in " + namedBy + ".");
    }
}
