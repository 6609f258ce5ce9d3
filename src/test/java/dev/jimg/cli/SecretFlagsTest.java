package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.Failure;
import dev.jimg.service.build.BuildSecrets;
import dev.jimg.service.build.BuildSecrets.Agent;
import dev.jimg.service.build.BuildSecrets.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --secret} and {@code --ssh} as buildx reads them. */
final class SecretFlagsTest {

    private static BuildSecrets parse(String... words) {
        try {
            return SecretFlags.of(FlagParser.parse(SecretFlags.ALL, List.of(words)));
        } catch (UsageException e) {
            throw new AssertionError(e);
        }
    }

    private static Secret secret(String given) {
        return parse("--secret", given).secrets().get(0);
    }

    private static Secret inFile(String id, String file) {
        return new Secret(id, Optional.of(Path.of(file)), Optional.empty());
    }

    private static Secret inVariable(String id, String name) {
        return new Secret(id, Optional.empty(), Optional.of(name));
    }

    @Test
    void aSecretIsInAFileOrAVariableOrWhereItsNameSays() {
        assertEquals(inFile("a", "/run/a"), secret("id=a,src=/run/a"));
        assertEquals(inFile("a", "/run/a"), secret("type=file,source=/run/a,ID=a"));
        assertEquals(inVariable("a", "TOKEN"), secret("id=a,env=TOKEN"));
        assertEquals(inVariable("a", "TOKEN"), secret("type=env,id=a,src=TOKEN"));
        assertEquals(inVariable("a", "TOKEN"), secret("type=env,id=a,env=TOKEN"));
        assertEquals(new Secret("a", Optional.empty(), Optional.empty()), secret("id=a"));
    }

    @Test
    void aFieldInQuotesMayHoldCommasAndTheLastOfEqualKeysCounts() {
        assertEquals(inFile("a", "/run/x,y=z"), secret("id=a,\"src=/run/x,y=z\""));
        assertEquals(inFile("b", "/run/a"), secret("id=a,src=/run/a,id=b"));
    }

    @Test
    void manyAreKeptInTheirOrder() {
        BuildSecrets given = parse("--secret", "id=b", "--ssh", "default", "--secret=id=a", "--ssh=key=/run/agent=1");
        assertEquals(List.of("b", "a"), given.secrets().stream().map(Secret::id).toList());
        assertEquals(List.of(new Agent("default", Optional.empty()),
                new Agent("key", Optional.of(Path.of("/run/agent=1")))), given.agents());
        assertTrue(parse().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--secret | a                | invalid field 'a' must be a key=value pair",
        "--secret | id=a,            | invalid field '' must be a key=value pair",
        "--secret | id=a,mode=0400   | unexpected key 'mode' in 'mode=0400'",
        "--secret | id=a,type=vault  | unsupported secret type \"vault\"",
        "--secret | src=/run/a       | secret missing ID",
        "--ssh    | =/run/agent      | invalid empty ssh agent id"})
    void refusesInBuildxWords(String flag, String given, String words) {
        Failure refused = assertThrows(Failure.class, () -> parse(flag, given));
        assertEquals("ERROR: " + words, refused.verbatim());
        assertEquals(Failure.Kind.INVALID, refused.kind());
    }
}
