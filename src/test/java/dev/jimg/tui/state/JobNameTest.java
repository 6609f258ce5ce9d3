package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a transfer is called on a screen that others may see. */
class JobNameTest {

    @ParameterizedTest
    @CsvSource({
        "https://files.example.com/root.tar, https://files.example.com/root.tar",
        "https://files.example.com/root.tar?token=1, https://files.example.com/root.tar",
        "https://files.example.com/root.tar#part, https://files.example.com/root.tar",
        "http://ann:secret@files.example.com/a@b.tar?x=//y@z, http://files.example.com/a@b.tar",
        "/srv/what?.tar, /srv/what?.tar",
    })
    void anImportShowsNoSecretOfItsAddress(String source, String shown) {
        assertEquals(shown, new Job.Import(source, Optional.empty()).name());
    }
}
