package dev.jimg.backend.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.service.BackgroundOutput;
import dev.jimg.service.build.BuildEvent;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a build says, in the file {@code output} of its transfer: an event a line, as JSON. One process writes, any may
 * read. How a build ends is told elsewhere: what the disk refuses, and what is more than a person would read, is left
 * out here.
 */
final class SpoolOutput {

    private static final long MOST_BYTES = 8L << 20;

    private final Path file;
    private long written;

    SpoolOutput(Path file) {
        this.file = file;
    }

    /** A build that begins anew says all again. */
    void begin() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            written = MOST_BYTES;
        }
    }

    synchronized void write(BuildEvent event) {
        ObjectNode line = SpoolJson.object();
        if (event instanceof BuildEvent.Step step) {
            line.put("step", step.index()).put("total", step.total()).put("instruction", step.instruction());
        } else if (event instanceof BuildEvent.Output output) {
            line.put("text", output.text()).put("error", output.error());
        } else {
            return;
        }
        byte[] bytes = SpoolJson.bytes(line);
        written += bytes.length + 1;
        if (written > MOST_BYTES) {
            return;
        }
        byte[] whole = Arrays.copyOf(bytes, bytes.length + 1);
        whole[bytes.length] = '\n';
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE,
                StandardOpenOption.APPEND)) {
            out.write(whole);
        } catch (IOException e) {
            // Half a line would join the next one.
            written = MOST_BYTES;
        }
    }

    /** @param from 0, or where the last answer ended */
    BackgroundOutput read(long from) throws IOException {
        byte[] bytes;
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long size = in.length();
            if (size <= from) {
                return new BackgroundOutput(List.of(), from);
            }
            bytes = new byte[(int) Math.min(size - from, MOST_BYTES)];
            in.seek(from);
            in.readFully(bytes);
        } catch (FileNotFoundException e) {
            return new BackgroundOutput(List.of(), from);
        }
        List<BuildEvent> events = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                event(new String(bytes, begin, i - begin, StandardCharsets.UTF_8)).ifPresent(events::add);
                begin = i + 1;
            }
        }
        return new BackgroundOutput(events, from + begin);
    }

    private static Optional<BuildEvent> event(String line) {
        try {
            JsonNode json = SpoolJson.parse(line.getBytes(StandardCharsets.UTF_8));
            return Optional.of(json.has("step") ? new BuildEvent.Step(json.path("step").asInt(),
                    json.path("total").asInt(), SpoolJson.text(json, "instruction"))
                    : new BuildEvent.Output(SpoolJson.text(json, "text"), json.path("error").asBoolean()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
