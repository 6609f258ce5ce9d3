package dev.jimg.backend.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.build.BuildKeys;
import dev.jimg.config.Environment;
import dev.jimg.service.Failure;
import dev.jimg.service.build.BuildSecrets;
import dev.jimg.service.build.BuildSecrets.Agent;
import dev.jimg.service.build.BuildSecrets.Secret;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the secrets and agents of a build are found, and what is said of those that are not. */
final class SecretInputsTest {

    @TempDir
    private Path directory;

    private BuildKeys keys(Map<String, String> variables, BuildSecrets given) {
        return new SecretInputs(new Environment(variables, directory, directory)).keys(given);
    }

    private BuildKeys.Secret secret(Map<String, String> variables, Secret secret) {
        return keys(variables, new BuildSecrets(List.of(secret), List.of())).secrets().get(secret.id());
    }

    private Path agent(Map<String, String> variables, Optional<Path> socket) {
        return keys(variables, new BuildSecrets(List.of(), List.of(new Agent("default", socket)))).agents()
                .get("default");
    }

    private static Secret in(String id, Path file) {
        return new Secret(id, Optional.of(file), Optional.empty());
    }

    private static Secret named(String id) {
        return new Secret(id, Optional.empty(), Optional.empty());
    }

    private static String text(BuildKeys.Secret secret) {
        return new String(secret.read().orElseThrow(), StandardCharsets.UTF_8);
    }

    @Test
    void aFileIsReadWhenItIsUsedByteByByte() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "early");
        BuildKeys.Secret secret = secret(Map.of(), in("a", file));
        byte[] late = {0, (byte) 0xff, '\n'};
        Files.write(file, late);
        assertArrayEquals(late, secret.read().orElseThrow());
        Files.delete(file);
        Failure gone = assertThrows(Failure.class, secret::read);
        assertEquals("cannot read the secret a in " + file, gone.verbatim());
    }

    @Test
    void aVariableIsNamedOrCalledAsTheSecretIs() throws IOException {
        Map<String, String> variables = Map.of("TOKEN", "s3cret", "a", "mine");
        assertEquals("s3cret", text(secret(variables, new Secret("a", Optional.empty(), Optional.of("TOKEN")))));
        assertEquals("mine", text(secret(variables, named("a"))));
        assertEquals(Optional.empty(), secret(Map.of(), new Secret("a", Optional.empty(), Optional.of("T"))).read());
        Path file = Files.writeString(directory.resolve("both"), "of the file");
        assertEquals("of the file", text(secret(variables, in("a", file))), "the file was named");
    }

    @Test
    void whatIsNoVariableIsAFileOfThatName() throws IOException {
        Path file = Files.writeString(directory.resolve("plain"), "x");
        assertEquals("x", text(secret(Map.of(), named(file.toString()))));
        Failure missing = assertThrows(Failure.class, () -> secret(Map.of(), named(directory + "/none")));
        assertEquals("failed to stat " + directory + "/none: no such file or directory", missing.verbatim());
        assertEquals(Failure.Kind.NOT_FOUND, missing.kind());
    }

    @Test
    void aSecretHasTheSizeThatBuildKitAllows() throws IOException {
        Path file = Files.write(directory.resolve("big"), new byte[500 * 1024]);
        assertEquals(500 * 1024, secret(Map.of(), in("a", file)).read().orElseThrow().length);
        Files.write(file, new byte[500 * 1024 + 1]);
        Failure big = assertThrows(Failure.class, () -> secret(Map.of(), in("a", file)));
        assertEquals("secret a too big. max size 500KB", big.verbatim());
    }

    @Test
    void anAgentIsTheOneThatIsNamedOrTheUsersOwn() throws IOException {
        Path socket = directory.resolve("agent");
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(socket));
            assertEquals(socket, agent(Map.of("SSH_AUTH_SOCK", "/nowhere"), Optional.of(socket)));
            assertEquals(socket, agent(Map.of("SSH_AUTH_SOCK", socket.toString()), Optional.empty()));
        }
    }

    @Test
    void anAgentThatIsNoneIsRefusedWithWhatToDo() throws IOException {
        Failure unset = assertThrows(Failure.class, () -> agent(Map.of("SSH_AUTH_SOCK", ""), Optional.empty()));
        assertEquals("invalid empty ssh agent socket: make sure SSH_AUTH_SOCK is set", unset.verbatim());
        assertEquals("Start one: eval $(ssh-agent)", unset.advice());
        Path key = Files.writeString(directory.resolve("id_rsa"), "-----BEGIN");
        Failure file = assertThrows(Failure.class, () -> agent(Map.of(), Optional.of(key)));
        assertEquals("Give the key to an agent: ssh-add " + key, file.advice());
        Failure none = assertThrows(Failure.class, () -> agent(Map.of(), Optional.of(directory.resolve("no"))));
        assertTrue(none.verbatim().startsWith("failed to stat "), none.verbatim());
    }
}
