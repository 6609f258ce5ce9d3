package dev.jimg.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.MalformedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerIgnoreTest {

    @ParameterizedTest
    @CsvSource({
        "*.log, a.log, true", "*.log, d/a.log, false", "**/*.log, d/e/a.log, true", "**/*.log, a.log, true",
        "d, d/e/f, true", "/d, d/x, true", "d/, d/x, true", "./d//e, d/e, true", "d/*, d, false", "d/*, d/e, true",
        "**, any/thing, true", "a/**, a, false", "a/**, a/b/c, true", "a/**/c, a/c, true", "a/**/c, a/b/b/c, true",
        "a?c, abc, true", "a?c, a/c, false", "[a-c]x, bx, true", "[a-c]x, dx, false", "[^a]x, bx, true",
        "a\\*, a*, true", "a\\*, ab, false", "a.b, aXb, false", "a+b, a+b, true", "..a, ..a, true",
        "x^y, x^y, true", "(a), (a), true", "a$, a$, true", "., a, false", "/, a, false",
        "**a, d/a, true", "**a, xa, false",
    })
    void readsAPatternAsDockerDoes(String pattern, String path, boolean ignored) {
        assertEquals(ignored, DockerIgnore.parse(pattern).ignores(path), pattern + " on " + path);
    }

    /** Java's regular expressions would be at it for years. */
    @ParameterizedTest
    @Timeout(5)
    @CsvSource({"*a*a*a*a*a*a*a*a*a*a*a*b", "**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/b", "**a**a**a**a**a**a**a**a**a**b"})
    void manyStarsTakeNoLongerThanOne(String pattern) {
        assertFalse(DockerIgnore.parse(pattern).ignores("a".repeat(2_000)));
        assertFalse(DockerIgnore.parse(pattern).ignores("a/".repeat(200) + "a"));
    }

    @Test
    void letsTheLastPatternThatMatchesDecide() {
        DockerIgnore ignore = DockerIgnore.parse("*.md\n!README*.md\nREADME-secret.md\n");
        assertTrue(ignore.ignores("a.md"));
        assertFalse(ignore.ignores("README.md"));
        assertTrue(ignore.ignores("README-secret.md"));
        assertFalse(DockerIgnore.parse("*.md\nREADME-secret.md\n!README*.md").ignores("README-secret.md"));
    }

    @Test
    void skipsCommentsBlanksAndAByteOrderMark() {
        DockerIgnore ignore = DockerIgnore.parse("\ufeffa\r\n# b\n\n  c  \n");
        assertTrue(ignore.ignores("a"));
        assertFalse(ignore.ignores("b"));
        assertFalse(ignore.ignores("# b"));
        assertTrue(ignore.ignores("c"));
    }

    @Test
    void walksIntoADirectoryOnlyForWhatComesBack() {
        DockerIgnore ignore = DockerIgnore.parse("d\ne\nf\n!d/sub/keep\n!f/**/x");
        assertTrue(ignore.mayKeepBelow("d"));
        assertTrue(ignore.mayKeepBelow("d/sub"));
        assertFalse(ignore.mayKeepBelow("d/other"));
        assertFalse(ignore.mayKeepBelow("e"));
        assertTrue(ignore.mayKeepBelow("f/any/where"));
        assertFalse(ignore.ignores("d/sub/keep"));
    }

    @Test
    void refusesWhatIsNoPattern() {
        assertEquals("illegal exclusion pattern: \"!\"",
                assertThrows(MalformedException.class, () -> DockerIgnore.parse("!")).getMessage());
        assertEquals("syntax error in pattern: \"a[\"",
                assertThrows(MalformedException.class, () -> DockerIgnore.parse("a[")).getMessage());
    }

    @Test
    void sendsTheDockerfileThatIsIgnored() {
        DockerIgnore ignore = DockerIgnore.parse("*").keeping("Dockerfile", ".dockerignore", "a[b");
        assertFalse(ignore.ignores("Dockerfile"));
        assertFalse(ignore.ignores("a[b"));
        assertTrue(ignore.ignores("other"));
    }

    @Test
    void prefersThePatternsThatBelongToTheDockerfile(@TempDir Path context) throws Exception {
        Files.writeString(context.resolve(".dockerignore"), "a");
        Path dockerfile = context.resolve("web.Dockerfile");
        assertTrue(DockerIgnore.of(context, dockerfile).ignores("a"));
        Files.writeString(context.resolve("web.Dockerfile.dockerignore"), "b");
        assertFalse(DockerIgnore.of(context, dockerfile).ignores("a"));
        assertTrue(DockerIgnore.of(context, dockerfile).ignores("b"));
    }

    @Test
    void leavesNothingOutWithoutAFile(@TempDir Path context) {
        assertFalse(DockerIgnore.of(context, context.resolve("Dockerfile")).ignores("a"));
    }
}
