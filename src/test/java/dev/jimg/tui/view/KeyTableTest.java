package dev.jimg.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.text.Messages;
import dev.jimg.tui.state.Binding;
import dev.jimg.tui.state.KeyMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The README's table of keys is the one that the keys are looked up in. */
class KeyTableTest {

    private static final Path README = Path.of(System.getProperty("project.dir", "."), "README.md");

    @Test
    void everyBindingHasARow() {
        String table = KeyTable.markdown(Messages.english());
        assertEquals(KeyMap.all().size() + 2, table.lines().count());
        assertTrue(table.contains("| `PgDn` `Ctrl-D` | page down |"), table);
    }

    @Test
    void everyLabelAndGroupIsInBothCatalogues() {
        for (Messages messages : new Messages[] {Messages.english(), Messages.chinese()}) {
            for (Binding binding : KeyMap.all()) {
                assertTrue(messages.has(binding.label()), binding::label);
            }
        }
    }

    /** With {@code -Dscreens.update=true} it writes the table, and fails, as the golden screens do. */
    @Test
    void theReadmeHasThisTable() throws IOException {
        Assumptions.assumeTrue(Files.exists(README), "there is no README.md yet");
        String readme = Files.readString(README);
        int begin = readme.indexOf(KeyTable.BEGIN);
        int end = readme.indexOf(KeyTable.END);
        assertTrue(begin >= 0 && end > begin, () -> README + " wants the lines " + KeyTable.BEGIN + " and "
                + KeyTable.END + ", with the table of keys between them");
        String table = "\n" + KeyTable.markdown(Messages.english());
        int from = begin + KeyTable.BEGIN.length();
        if (Boolean.getBoolean("screens.update")) {
            Files.writeString(README, readme.substring(0, from) + table + readme.substring(end));
            Assertions.fail("screens.update is set: wrote the table of keys into " + README);
        }
        assertEquals(table, readme.substring(from, end), "the table of keys in README.md is not that of the program; "
                + "write it with: mvn test -Dtest=KeyTableTest -Dscreens.update=true");
    }
}
