package dev.jimg.shell;

import java.io.IOException;
import java.time.Instant;
import org.jline.reader.LineReader;
import org.jline.reader.impl.history.DefaultHistory;

/** JLine's history, which holds what our file does: each line once, and no passwords. */
final class KeptHistory extends DefaultHistory {

    private final HistoryFile file;

    KeptHistory(HistoryFile file) {
        this.file = file;
    }

    /** The reader does this before every line; other shells may have added to the file. */
    @Override
    public void attach(LineReader reader) {
        super.attach(reader);
        refill();
    }

    /** The shell says itself what was given, when it is known to be a whole line. */
    @Override
    public void add(Instant time, String line) {}

    private void refill() {
        try {
            purge();
        } catch (IOException e) {
            // It has no file of its own.
        }
        file.lines().forEach(line -> internalAdd(Instant.EPOCH, line));
    }
}
