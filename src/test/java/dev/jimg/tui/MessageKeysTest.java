package dev.jimg.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.text.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The screen says what the catalogue has, and the catalogue has nothing that the screen never says. */
class MessageKeysTest {

    private static final Path SOURCES =
            Path.of(System.getProperty("project.dir", "."), "src", "main", "java", "dev", "jimg");
    private static final List<String> FACES = List.of("tui", "shell");

    /** A literal that looks like a key, or, with a dot at its end, like what some keys begin with. */
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+\\.(?:[a-z][a-z0-9.-]*)?)\"");
    private static final String ONE = "-one";

    private final Set<String> keys = new TreeSet<>(Messages.english().keys());
    private final Set<String> literals = literals();

    @Test
    void whatIsSaidIsInTheCatalogue() {
        Set<String> sections = keys.stream().map(MessageKeysTest::section).collect(Collectors.toSet());
        Set<String> missing = literals.stream()
                .filter(literal -> !literal.endsWith(".") && sections.contains(section(literal)))
                .filter(literal -> !keys.contains(literal)).collect(Collectors.toCollection(TreeSet::new));
        assertFalse(literals.isEmpty());
        assertEquals(Set.of(), missing);
    }

    @Test
    void whatIsInTheCatalogueIsSaid() {
        Set<String> unused = keys.stream().filter(key -> !said(key)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), unused);
    }

    @Test
    void aFormForOneHasAFormForOthers() {
        Set<String> alone = keys.stream().filter(key -> key.endsWith(ONE) && !keys.contains(others(key)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(alone.isEmpty(), alone::toString);
    }

    private boolean said(String key) {
        return literals.contains(key) || key.endsWith(ONE) && said(others(key))
                || literals.contains(section(key) + ".");
    }

    private static String others(String key) {
        return key.substring(0, key.length() - ONE.length());
    }

    private static String section(String key) {
        return key.substring(0, key.indexOf('.'));
    }

    private static Set<String> literals() {
        return FACES.stream().flatMap(face -> literalsBelow(SOURCES.resolve(face)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> literalsBelow(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).flatMap(MessageKeysTest::literals)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> literals(Path file) {
        try {
            return LITERAL.matcher(Files.readString(file)).results().map(match -> match.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
