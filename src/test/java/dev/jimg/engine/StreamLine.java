package dev.jimg.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.jimg.fuzz.FuzzLine;
import dev.jimg.fuzz.Growth;
import dev.jimg.fuzz.Mutation;
import dev.jimg.oci.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/** What engines send without end: JSON messages one after the other, and output in frames. */
public final class StreamLine implements FuzzLine {

    private static final String MESSAGES = "{\"status\":\"Pulling from library/a\",\"id\":\"1\"}\r\n{\"status\":\"Downloading\","
            + "\"progressDetail\":{\"current\":1,\"total\":20},\"id\":\"ab\"}\n{\"stream\":\"Step 1/2\\n\"}{\"aux\":{\"ID\":"
            + "\"sha256:aa\"}}\n{\"status\":\"1: digest: sha256:ab size: 528\"}\n{\"errorDetail\":{\"code\":1,\"message\":\"no\"},"
            + "\"error\":\"no\"}\n{\"Type\":\"image\",\"Action\":\"tag\",\"Actor\":{\"ID\":\"x\",\"Attributes\":{\"name\":\"a:1\"}},"
            + "\"timeNano\":1700000000000000000}\n";
    private static final Mutation TEXTS = Mutation.ofTexts(List.of(MESSAGES), List.of("{", "}", "[", "]", "\"", ",", ":", "null",
            "{\"a\":", "[[[[", "1e999999999", "\n", "\"aux\":[],", "\"progressDetail\":7,", "\\ud800", "\"id\":{},", "\u001b[2J"));
    private static final Mutation FRAMES = Mutation.of(List.of(frames(3)), List.of("\0", "\1\0\0\0", "\2\0\0\0\0\0\0\1x",
            "\3", "\1\0\0\0\u007f\u007f\u007f\u007f"));

    @FunctionalInterface
    private interface Reader {
        void read(byte[] input) throws IOException;
    }

    private final String name;
    private final Mutation inputs;
    private final Reader reader;
    private final IntFunction<byte[]> many;

    private StreamLine(String name, Mutation inputs, Reader reader, IntFunction<byte[]> many) {
        this.name = name;
        this.inputs = inputs;
        this.reader = reader;
        this.many = many;
    }

    public static StreamLine messages() {
        return new StreamLine("engine messages", TEXTS, StreamLine::readMessages,
                n -> MESSAGES.repeat(n).getBytes(StandardCharsets.UTF_8));
    }

    public static StreamLine frames() {
        return new StreamLine("engine frames", FRAMES, StreamLine::readFrames, StreamLine::frames);
    }

    private static byte[] frames(int n) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < n; i++) {
            all.writeBytes(new byte[] {(byte) (1 + i % 2), 0, 0, 0, 0, 0, 0, 5, 'h', 'e', 'l', 'l', 'o'});
        }
        return all.toByteArray();
    }

    private static void readMessages(byte[] input) throws IOException {
        Wire.each(new ByteArrayInputStream(input), message -> {
            PullMessage.of(message);
            PushMessage.of(message);
            LoadMessage.of(message);
            BuildMessage.of(message);
            EngineEvent.of(message);
        });
    }

    private static void readFrames(byte[] input) throws IOException {
        long[] total = new long[1];
        java.io.OutputStream count = new java.io.OutputStream() {
            @Override
            public void write(int b) {
                total[0]++;
            }
        };
        StreamFrames.copy(new ByteArrayInputStream(input), count, count);
        if (total[0] > input.length) {
            throw new AssertionError("more came out than went in");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] make(Random random) {
        return inputs.make(random);
    }

    @Override
    public void feed(byte[] input) throws IOException {
        reader.read(input);
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(JsonProcessingException.class, IOException.class, MalformedException.class);
    }

    @Override
    public List<Growth> growths() {
        return List.of(new Growth("pieces", 200, many));
    }
}
