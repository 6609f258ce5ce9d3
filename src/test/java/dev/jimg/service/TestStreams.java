package dev.jimg.service;

import dev.jimg.service.container.ContainerStreams;
import dev.jimg.testing.Await;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** What a container is connected to in a test: input that is typed, output that is remembered, a terminal by word only. */
public final class TestStreams implements ContainerStreams.TerminalSize {

    private static final Duration BOUND = Duration.ofSeconds(20);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final OutputStream keys;
    private final InputStream in;
    private volatile int columns = 111;
    private volatile int rows = 33;
    private volatile Runnable changed = () -> {};

    private TestStreams(OutputStream keys, InputStream in) {
        this.keys = keys;
        this.in = in;
    }

    /** Whose input comes as it is typed. */
    public static TestStreams typed() {
        try {
            Pipe pipe = Pipe.open();
            return new TestStreams(Channels.newOutputStream(pipe.sink()), Channels.newInputStream(pipe.source()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whose input is this, and ends. */
    public static TestStreams with(byte[] input) {
        return new TestStreams(OutputStream.nullOutputStream(), new ByteArrayInputStream(input));
    }

    public static TestStreams none() {
        return with(new byte[0]);
    }

    /** To be handed over, without a terminal. */
    public ContainerStreams plain() {
        return new ContainerStreams(Optional.of(in), out, err, Optional.empty());
    }

    /** To be handed over, with this as a terminal. */
    public ContainerStreams terminal() {
        return new ContainerStreams(Optional.of(in), out, err, Optional.of(this));
    }

    public TestStreams type(String text) {
        try {
            keys.write(text.getBytes(StandardCharsets.UTF_8));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void resize(int newColumns, int newRows) {
        columns = newColumns;
        rows = newRows;
        changed.run();
    }

    public TestStreams awaitOut(String text) {
        Await.until(BOUND, "the output " + text, () -> out().contains(text), () -> out() + err());
        return this;
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public byte[] outBytes() {
        return out.toByteArray();
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public ContainerStreams.Listening onChange(Runnable newChanged) {
        changed = newChanged;
        return () -> changed = () -> {};
    }
}
