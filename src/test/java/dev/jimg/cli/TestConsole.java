package dev.jimg.cli;

import dev.jimg.service.BackendChoice;
import dev.jimg.service.Copies;
import dev.jimg.service.ImageService;
import dev.jimg.service.ServiceOpener;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A console whose output is kept, with a terminal's size and a clock that the test sets. */
final class TestConsole {

    private SomeSettings settings = new SomeSettings(Map.of());

    static final Instant NOW = Instant.parse("2026-11-22T16:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<BackendChoice> choices = new ArrayList<>();
    private final Console console;
    private final Map<String, String> formats = new HashMap<>();
    private InputStream in = InputStream.nullInputStream();
    private Prompter prompter;
    private boolean typed;
    private int columns = 80;
    private int rows = 24;
    private long nanos = 1;

    TestConsole(boolean terminal) {
        console = new Console(new Output(out), new Output(err), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        return in.read();
                    }
                }, () -> typed, terminal, () -> terminal, () -> columns, () -> rows, () -> NOW, () -> nanos,
                () -> ZoneOffset.UTC, () -> Optional.ofNullable(prompter), name -> formats.getOrDefault(name, ""),
                new TestProcess());
    }

    static TestConsole pipe() {
        return new TestConsole(false);
    }

    static TestConsole terminal(int columns, int rows) {
        TestConsole terminal = new TestConsole(true);
        terminal.columns = columns;
        terminal.rows = rows;
        return terminal;
    }

    Console console() {
        return console;
    }

    /** What comes from a pipe. */
    TestConsole typing(String text) {
        in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** What comes from a pipe, byte by byte. */
    TestConsole reading(byte[] bytes) {
        in = new ByteArrayInputStream(bytes);
        return this;
    }

    /** Standard input is a terminal, where nobody types anything. */
    TestConsole atKeyboard() {
        typed = true;
        return this;
    }

    /** Docker's config.json has a format for this list. */
    TestConsole withFormat(String name, String format) {
        formats.put(name, format);
        return this;
    }

    /** Somebody sits there and answers. */
    TestConsole askedThrough(Prompter someone) {
        prompter = someone;
        return this;
    }

    void resize(int newColumns, int newRows) {
        columns = newColumns;
        rows = newRows;
    }

    void passMillis(long millis) {
        nanos += millis * 1_000_000;
    }

    /** Runs a command line; whoever opens a service gets what the opener does, and its choice is kept. */
    int run(ServiceOpener opener, String... words) {
        return new CommandLineFace(new ServiceOpener() {
            @Override
            public ImageService open(BackendChoice choice) {
                choices.add(choice);
                return opener.open(choice);
            }

            @Override
            public Copies copies(BackendChoice current) {
                return opener.copies(current);
            }
        }, console, Cancellation.none(), () -> settings).run(words);
    }

    /** Runs a command line that must not come as far as to open a service. */
    int run(String... words) {
        return run(choice -> {
            throw new AssertionError("opened a service");
        }, words);
    }

    /** What a command gets whose flags and arguments are these words. */
    Invocation invocation(Command command, String... words) throws UsageException {
        return new Invocation(console, FlagParser.parse(command.usage().flags(), List.of(words)), () -> {
            throw new AssertionError("asked for a service");
        }, () -> {
            throw new AssertionError("asked for a copy");
        }, () -> settings, Cancellation.none());
    }

    List<BackendChoice> choices() {
        return choices;
    }

    /** What was written since the last time. */
    String out() {
        console.out().flush();
        String text = out.toString(StandardCharsets.UTF_8);
        out.reset();
        return text;
    }

    String err() {
        console.err().flush();
        String text = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return text;
    }

    /** From now on the settings file says how many images of a repository to keep. */
    void keeps(Map<String, Integer> byPattern) {
        settings = new SomeSettings(byPattern);
    }
}
