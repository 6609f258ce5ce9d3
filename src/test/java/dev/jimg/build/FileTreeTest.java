package dev.jimg.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class FileTreeTest {

    /** A name in a tar may be a megabyte long: to walk such a path part by part would take hours. */
    @Test
    void refusesPathsThatNobodyHas() {
        FileTree tree = new FileTree();
        assertThrows(BuildException.class, () -> tree.resolve("a/".repeat(500_000)));
        assertThrows(BuildException.class, () -> tree.entry("a/".repeat(500_000)));
        assertEquals("b", tree.resolve("a/../".repeat(100_000) + "b"));
    }
}
