package dev.jimg.backend.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.service.BackgroundOutput;
import dev.jimg.service.build.BuildEvent;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What a build says, in the file {@code output} of its transfer: an event a line, as JSON. One process writes, any may
 * read. How a build ends is told elsewhere: what the disk refuses is left out here.
 *
 * <p>Of a build that says more than a person would read, the end counts, where the reason stands if it fails: the file
 * is then written anew with a head, the steps that began before the end, and the end. The head says where in all that
 * was said the end begins, so that a reader who knows how far he was goes on there.
 */
final class SpoolOutput {

    /**
     * What is read at once, and what makes the file be written anew: it then has what is kept (some 5 MiB at the most)
     * and the line that was too much, so that it can have some 9 MiB where that is as long as a line may be.
     */
    private static final int MOST_BYTES = 8 << 20;
    private static final int END_BYTES = 4 << 20;
    private static final int STEP_BYTES = 1 << 20;
    private static final String LEFT_OUT = "[...]\n";

    private final Path file;
    /** The lines of the steps, by where they were said. */
    private final Deque<Said> steps = new ArrayDeque<>();
    private SpoolOutputHead head = SpoolOutputHead.NONE;
    private long size;

    private record Said(long at, byte[] line) {}

    SpoolOutput(Path file) {
        this.file = file;
    }

    /** A build that begins anew says all again. */
    void begin() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // What is written next takes its place.
        }
    }

    synchronized void write(BuildEvent event) {
        ObjectNode line = SpoolJson.object();
        if (event instanceof BuildEvent.Step step) {
            line.put("step", step.index()).put("total", step.total()).put("instruction", step.instruction());
            line.put("at", head.said(size));
            remember(new Said(head.said(size), line(line)));
        } else if (event instanceof BuildEvent.Output output) {
            line.put("text", output.text()).put("error", output.error());
        } else {
            return;
        }
        try {
            append(line(line));
        } catch (IOException e) {
            // Half a line is written over by the next one.
        }
    }

    private static byte[] line(ObjectNode json) {
        byte[] bytes = SpoolJson.bytes(json);
        return ByteBuffer.allocate(bytes.length + 1).put(bytes).put((byte) '\n').array();
    }

    private void remember(Said step) {
        steps.add(step);
        long bytes = steps.stream().mapToLong(one -> one.line().length).sum();
        while (bytes > STEP_BYTES) {
            bytes -= steps.remove().line().length;
        }
    }

    private void append(byte[] line) throws IOException {
        if (line.length > END_BYTES) {
            return;
        }
        if (size + line.length > MOST_BYTES) {
            shorten();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(size);
            write(channel, line);
        }
        size += line.length;
    }

    /** Writes the file anew, with what counts of it. */
    private void shorten() throws IOException {
        byte[] end = end();
        long base = head.said(size) - end.length;
        List<Said> before = steps.stream().filter(step -> step.at() < base).toList();
        int tail = SpoolOutputHead.BYTES + before.stream().mapToInt(step -> step.line().length).sum();
        SpoolOutputHead next = new SpoolOutputHead(base, tail);
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                write(channel, next.bytes());
                for (Said step : before) {
                    write(channel, step.line());
                }
                write(channel, end);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        head = next;
        size = tail + end.length;
    }

    /** The last lines. */
    private byte[] end() throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(END_BYTES, size - head.tail())];
            in.seek(size - end.length);
            in.readFully(end);
            int begin = 0;
            while (begin < end.length && end[begin] != '\n') {
                begin++;
            }
            return Arrays.copyOfRange(end, Math.min(begin + 1, end.length), end.length);
        }
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        channel.position(channel.size());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** @param from 0, or where the last answer ended */
    BackgroundOutput read(long from) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            SpoolOutputHead found = SpoolOutputHead.read(in);
            List<BuildEvent> events = new ArrayList<>();
            long at = from;
            if (from < found.base()) {
                at = found.base();
                events(bytes(in, SpoolOutputHead.BYTES, found.tail()), from, events);
                events.add(new BuildEvent.Output(LEFT_OUT, false));
            }
            byte[] bytes = bytes(in, found.tail() + at - found.base(), in.length());
            return new BackgroundOutput(events, at + events(bytes, from, events));
        } catch (FileNotFoundException e) {
            return new BackgroundOutput(List.of(), from);
        }
    }

    private static byte[] bytes(RandomAccessFile in, long begin, long end) throws IOException {
        byte[] bytes = new byte[(int) Math.max(0, Math.min(end - begin, MOST_BYTES))];
        in.seek(begin);
        in.readFully(bytes);
        return bytes;
    }

    /** @return where the last whole line ends; a line that is longer than any is left behind */
    private static int events(byte[] bytes, long from, List<BuildEvent> into) {
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                event(new String(bytes, begin, i - begin, StandardCharsets.UTF_8), from).ifPresent(into::add);
                begin = i + 1;
            }
        }
        return begin == 0 && bytes.length == MOST_BYTES ? bytes.length : begin;
    }

    private static Optional<BuildEvent> event(String line, long from) {
        try {
            JsonNode json = SpoolJson.parse(line.getBytes(StandardCharsets.UTF_8));
            if (json.has("text")) {
                return Optional.of(new BuildEvent.Output(SpoolJson.text(json, "text"), json.path("error").asBoolean()));
            }
            return json.path("at").asLong(from) < from ? Optional.empty() : Optional.of(new BuildEvent.Step(
                    json.path("step").asInt(), json.path("total").asInt(), SpoolJson.text(json, "instruction")));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
