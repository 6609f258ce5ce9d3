package dev.jimg.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.EngineAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshCommandTest {

    private static final SshWay.Dial DOCKER = (SshWay.Dial) SshWay.COMMANDS.get(0);
    private static final SshWay.Dial PODMAN = (SshWay.Dial) SshWay.COMMANDS.get(1);

    private static List<String> arguments(String url, SshWay.Dial way) {
        return SshCommand.dial((EngineAddress.SecureShell) EngineAddress.parse(url), way);
    }

    @Test
    void endsAsDockersDoes() {
        List<String> arguments = arguments("ssh://ann@zoo:2222", DOCKER);
        assertEquals(List.of("-T", "-l", "ann", "-p", "2222", "--", "zoo", "docker system dial-stdio"),
                arguments.subList(arguments.indexOf("-T"), arguments.size()));
        assertEquals("podman system dial-stdio", arguments("ssh://zoo", PODMAN).get(
                arguments("ssh://zoo", PODMAN).size() - 1));
    }

    @Test
    void neverAsks() {
        assertTrue(arguments("ssh://zoo", DOCKER).contains("BatchMode=yes"));
    }

    @Test
    void theShellThereCannotBeMadeToRunWhatASocketSays() {
        List<String> arguments = arguments("ssh://zoo/a';id;'$(id)", DOCKER);
        assertEquals("docker --host 'unix:///a'\\'';id;'\\''$(id)' system dial-stdio",
                arguments.get(arguments.size() - 1));
        assertTrue(arguments("ssh://zoo/s", PODMAN).contains(
                "podman --url 'unix:///s' system dial-stdio"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "255|ann@zoo: Permission denied (publickey,password).|DENIED|permission denied (publickey,password)",
        "255|ssh: Could not resolve hostname zoo: Name or service not known|UNREACHABLE"
                + "|Could not resolve hostname zoo: Name or service not known",
        "255|ssh: connect to host zoo port 22: No route to host|UNREACHABLE|No route to host",
        "255|@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @ Host key verification failed.|DENIED"
                + "|host key verification failed: it is not the key that is known for zoo",
        "1|failed to open the raw stream connection: dial unix /s: connect: permission denied|DENIED"
                + "|permission denied on the engine's socket there",
        "1|Cannot connect to the Docker daemon at unix:///s. Is the docker daemon running?|UNREACHABLE"
                + "|no engine answers on its socket there",
        "125|Error: failed to open connection to podman: unable to connect to Podman socket: dial unix /s|UNREACHABLE"
                + "|Podman's service does not listen there",
        "255|Timeout, server zoo not responding.|UNREACHABLE|Timeout, server zoo not responding",
        "255|an \u001b[2Jevil|UNREACHABLE|an \u241b[2Jevil",
        "3|''|UNREACHABLE|ssh ended with status 3",
    })
    void lastWordsBecomeAReason(int status, String said, EngineException.Kind kind, String why) {
        TunnelException e = SshErrors.of((EngineAddress.SecureShell) EngineAddress.parse("ssh://zoo"), status, said);
        assertEquals(why, e.getMessage());
        assertEquals(kind, e.kind());
        assertTrue(e.advice().contains("zoo") || e.advice().contains("ssh-keygen"), e.advice());
    }

    @ParameterizedTest
    @CsvSource({"127, bash: docker: command not found, true", "1, docker: Command not found., true",
        "255, command not found, false", "0, '', false", "1, no space left, false",
        "1, docker: unknown command dial-stdio, true",
        "125, Error: unrecognized command `podman system dial-stdio`, true"})
    void knowsWhenTheProgramIsNotThereOrTooOld(int status, String said, boolean unknown) {
        assertEquals(unknown, SshErrors.cannotDial(status, said));
    }
}
