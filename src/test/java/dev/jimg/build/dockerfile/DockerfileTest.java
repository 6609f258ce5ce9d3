package dev.jimg.build.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.MalformedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DockerfileTest {

    @Test
    void joinsContinuedLinesAndSkipsCommentsBetweenThem() {
        List<Statement> statements = Dockerfile.statements("""
                # a comment
                RUN a \\
                  # inside
                \t\\
                    b   \\\s\s

                  c
                  env x=y
                """);
        assertEquals(List.of("RUN a     b     c", "env x=y"), statements.stream().map(Statement::text)
                .map(text -> text.replace("\t", "")).toList());
        assertEquals(List.of(2, 8), statements.stream().map(Statement::line).toList());
        assertEquals("ENV", statements.get(1).keyword());
    }

    @Test
    void readsDirectivesOnlyAtTheTop() {
        Dockerfile file = Dockerfile.parse("# syntax=docker/dockerfile:1\n#escape = `\n# plain\n# check=skip=all\n"
                + "FROM scratch\nRUN a`\n b \\\n");
        assertEquals(Map.of("syntax", "docker/dockerfile:1", "escape", "`"), file.directives());
        assertEquals("RUN a b \\", file.stages().get(0).steps().get(1).statement().text());
        assertRefused("only one escape parser directive can be used", "# escape=`\n# escape=\\\nFROM a\n");
    }

    @Test
    void readsHereDocuments() {
        Dockerfile file = Dockerfile.parse("""
                FROM scratch
                COPY <<one <<-"two" rest /dst/
                $a
                # no comment
                one
                \t\tchomped $b
                \ttwo
                RUN <<EOF cat <<'X Y'
                1
                EOF
                2
                X Y
                ENV a="<<EOF"
                """);
        Instruction.Copy copy = assertInstanceOf(Instruction.Copy.class, instruction(file, 1));
        assertEquals(List.of(new Heredoc("one", true, false, "$a\n# no comment\n"),
                new Heredoc("two", false, true, "chomped $b\n")), copy.heredocs());
        assertEquals(List.of("rest"), copy.sources());
        Instruction.Run run = assertInstanceOf(Instruction.Run.class, instruction(file, 2));
        assertEquals(List.of("1\n", "2\n"), run.heredocs().stream().map(Heredoc::content).toList());
        assertInstanceOf(Instruction.Env.class, instruction(file, 3));
        assertRefused("dockerfile parse error line 2: unterminated heredoc", "FROM a\nRUN <<EOF\nx\n");
    }

    @Test
    void tellsJsonFromShell() {
        assertEquals(new CommandLine(false, List.of("a", "b c")), cmd("[\"a\", \"b c\"]"));
        assertEquals(new CommandLine(true, List.of("[\"a\", b]")), cmd("[\"a\", b]"));
        assertEquals(new CommandLine(true, List.of("echo \"a  b\"")), cmd("  echo \"a  b\" "));
        assertEquals(List.of("/bin/sh", "-c", "x"), cmd("x").resolved(List.of("/bin/sh", "-c")));
        assertEquals(List.of("x"), cmd("[\"x\"]").resolved(List.of("/bin/sh", "-c")));
    }

    @Test
    void readsFlags() {
        Instruction.Copy copy = assertInstanceOf(Instruction.Copy.class, instruction(Dockerfile.parse(
                "FROM a\nCOPY --from=b --chown=\"1:2\" --chmod=755 --link --exclude=*.a --exclude=b x y /z\n"), 1));
        assertEquals(Optional.of("b"), copy.from());
        assertEquals(Optional.of("1:2"), copy.chown());
        assertTrue(copy.link());
        assertEquals(List.of("*.a", "b"), copy.exclude());
        assertEquals(List.of("x", "y"), copy.sources());
        Instruction.Healthcheck check = assertInstanceOf(Instruction.Healthcheck.class, instruction(Dockerfile.parse(
                "FROM a\nHEALTHCHECK --interval=1h2m3.5s --start-interval=1s CMD [\"x\"]\n"), 1));
        assertEquals(Optional.of(Duration.ofMillis(3_723_500)), check.interval());
        assertRefused("dockerfile parse error line 2: Duplicate flag specified: from",
                "FROM a\nCOPY --from=b --from=c d e\n");
        assertRefused("dockerfile parse error line 2: Missing a value on flag: chown", "FROM a\nCOPY --chown d e\n");
    }

    @Test
    void findsStagesByNameAndNumber() {
        Dockerfile file = Dockerfile.parse("ARG v=1\nFROM a:$v AS One\nFROM --platform=linux/arm64 one\nENV a=b\n");
        assertEquals(Optional.of(0), file.stage("ONE"));
        assertEquals(Optional.of(1), file.stage("1"));
        assertEquals(Optional.empty(), file.stage("2"));
        assertEquals(Optional.of("linux/arm64"), file.stages().get(1).from().platform());
        assertEquals(1, file.globalArgs().size());
    }

    @Test
    void neverFailsOtherThanBySayingWhatIsWrong() {
        Random random = new Random(7);
        String[] pieces = {"FROM a", "RUN ", "COPY ", "--from=", "\\\n", "\n", "<<EOF", "EOF\n", "[\"a\"", "]", "\"",
            "'", "${a", ":-", "}", "$", " ", "# escape=`\n", "ENV ", "a=b", "\t", "HEALTHCHECK ", "ONBUILD ", "\u0000", "é",
            "=", "ARG ", "LABEL ", "EXPOSE 1-", "AS x", "--", "\r\n"};
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                Dockerfile.parse(text.toString());
                new Words('\\', name -> Optional.of("v")).words(text.toString());
            } catch (MalformedException e) {
                assertTrue(e.getMessage().length() > 5, e.getMessage());
            }
        }
    }

    private static Instruction instruction(Dockerfile file, int index) {
        return file.stages().get(0).steps().get(index).instruction();
    }

    private static CommandLine cmd(String arguments) {
        return ((Instruction.Cmd) instruction(Dockerfile.parse("FROM a\nCMD " + arguments), 1)).command();
    }

    private static void assertRefused(String message, String dockerfile) {
        assertEquals(message, assertThrows(MalformedException.class, () -> Dockerfile.parse(dockerfile)).getMessage());
    }
}
