package dev.jimg.backend.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.store.Durable;
import dev.jimg.transfer.ProcessMark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of one transfer. */
record SpoolDir(Path path) {

    private static final String REQUEST = "request.json";
    private static final String STATE = "state.json";
    private static final String RESULT = "result.json";
    private static final String RESERVE = "result.reserve";
    private static final String OUTPUT = "output";
    private static final String CANCEL = "cancel";
    private static final String STARTING = "starting";
    private static final Pattern HALF = Pattern.compile("\\.[0-9a-f]{32}(?:-(" + ProcessMark.PATTERN + "))?");
    /** Room for any result, kept from the beginning: a disk that is full is what most has to be told. */
    private static final int RESERVE_BYTES = 16 * 1024;
    /** For a process to come up, on a machine that has much to do. */
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    /** Makes it, with all that a worker needs: it is there whole, or not at all. */
    void create(ObjectNode request, ObjectNode state) throws IOException {
        SpoolDir half = new SpoolDir(path.resolveSibling(
                "." + path.getFileName() + "-" + ProcessMark.own()));
        SpoolDir made = half;
        try {
            half.fill(request, state);
            Durable.syncDirectory(half.path);
            Files.move(half.path, path, StandardCopyOption.ATOMIC_MOVE);
            made = this;
            Durable.syncDirectory(path.getParent());
        } catch (IOException e) {
            made.discard(e);
            throw e;
        }
    }

    /** Deletes it because of a failure, which stays the one to be told also where that fails as well. */
    void discard(IOException failure) {
        try {
            delete();
        } catch (IOException | DirectoryIteratorException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Whether this is what {@link #create} had begun when its process was killed. To make one takes a moment: after an
     * hour it is, whoever has the process's number now.
     */
    boolean abandoned(Instant now) {
        Matcher half = HALF.matcher(path.getFileName().toString());
        try {
            Instant written = Files.getLastModifiedTime(path).toInstant();
            return half.matches() && (written.isBefore(now.minus(Duration.ofHours(1)))
                    || half.group(1) != null && ProcessMark.isAbandoned(half.group(1), written));
        } catch (IOException e) {
            return false;
        }
    }

    private void fill(ObjectNode request, ObjectNode state) throws IOException {
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rwx------")));
        byte[] room = new byte[RESERVE_BYTES];
        Arrays.fill(room, (byte) ' ');
        write(path.resolve(RESERVE), room, true);
        replace(STATE, state, false);
        Files.write(path.resolve(STARTING), new byte[0]);
        replace(REQUEST, request, true);
    }

    /** What a build says. */
    SpoolOutput output() {
        return new SpoolOutput(path.resolve(OUTPUT));
    }

    /** @return empty if it is none, or not yet */
    Optional<JsonNode> request() {
        return read(REQUEST);
    }

    Optional<JsonNode> state() {
        return read(STATE);
    }

    Optional<JsonNode> result() {
        return read(RESULT);
    }

    void writeState(ObjectNode state) throws IOException {
        replace(STATE, state, false);
    }

    /** Takes the room that was kept for it; shorter than that, what follows is blank, which JSON allows. */
    void writeResult(ObjectNode result) throws IOException {
        Path reserve = path.resolve(RESERVE);
        try (FileChannel channel = FileChannel.open(reserve, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            fill(channel, SpoolJson.bytes(result));
            channel.force(true);
        }
        Files.move(reserve, path.resolve(RESULT), StandardCopyOption.ATOMIC_MOVE);
        Durable.syncDirectory(path);
    }

    void askToCancel() throws IOException {
        Files.write(path.resolve(CANCEL), new byte[0]);
    }

    boolean cancelAsked() {
        return Files.exists(path.resolve(CANCEL));
    }

    void started() throws IOException {
        Files.deleteIfExists(path.resolve(STARTING));
    }

    /** Whether its process was started a moment ago, and has not been heard of. */
    boolean starting(Instant now) {
        try {
            Instant since = Files.getLastModifiedTime(path.resolve(STARTING)).toInstant();
            return Duration.between(since, now).abs().compareTo(START_LIMIT) < 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The request goes first: without it, the rest means nothing. */
    void delete() throws IOException {
        Files.deleteIfExists(path.resolve(REQUEST));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            return;
        }
        Files.deleteIfExists(path);
    }

    private Optional<JsonNode> read(String name) {
        try {
            return Optional.of(SpoolJson.parse(Files.readAllBytes(path.resolve(name))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void replace(String name, ObjectNode content, boolean sync) throws IOException {
        Path temporary = path.resolve(name + ".tmp");
        try {
            write(temporary, SpoolJson.bytes(content), sync);
            Files.move(temporary, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void write(Path file, byte[] content, boolean sync) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            fill(channel, content);
            if (sync) {
                channel.force(true);
            }
        }
    }

    private static void fill(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
