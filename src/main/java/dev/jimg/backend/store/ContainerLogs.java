package dev.jimg.backend.store;

import dev.jimg.backend.shared.LogMoment;
import dev.jimg.backend.store.LogLines.Line;
import dev.jimg.runtime.ContainerOutput;
import dev.jimg.runtime.ContainerOutput.Piece;
import dev.jimg.runtime.SupervisedContainer;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.service.container.LogsRequest;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What a container wrote, line by line in the order in which it came: as docker, first the last lines, then their time. */
final class ContainerLogs {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final SupervisedContainer process;
    private final LogsRequest request;
    private final ContainerStreams streams;
    private final Optional<Instant> since;
    private final Optional<Instant> until;
    private final Clock clock;
    private final Cancellation cancellation;

    /** @throws dev.jimg.service.Failure INVALID for times that are none */
    ContainerLogs(SupervisedContainer process, LogsRequest request, ContainerStreams streams, Clock clock,
            Cancellation cancellation) {
        this.process = process;
        this.request = request;
        this.streams = streams;
        this.clock = clock;
        this.cancellation = cancellation;
        this.since = request.since().map(text -> LogMoment.parse("since", text, clock));
        this.until = request.until().map(text -> LogMoment.parse("until", text, clock));
    }

    void show() {
        try (ContainerOutput output = ContainerOutput.open(process.directory())) {
            LogLines lines = new LogLines(output);
            // Asked before reading: what was written until then is read after.
            boolean ended = !process.running();
            showAll(output, lines, ended);
            if (request.follow() && !ended) {
                follow(output, lines);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void showAll(ContainerOutput output, LogLines lines, boolean ended) throws IOException {
        if (request.tail().isEmpty()) {
            for (Optional<Piece> piece = output.next(); piece.isPresent(); piece = output.next()) {
                cancellation.check();
                show(lines.take(piece.get()));
            }
            show(ended ? lines.rest() : List.of());
            return;
        }
        int tail = Math.max(0, request.tail().get());
        List<Piece> pieces = new ArrayList<>();
        for (Optional<Piece> piece = output.next(); piece.isPresent(); piece = output.next()) {
            pieces.add(piece.get());
        }
        Deque<Line> last = new ArrayDeque<>();
        for (Piece piece : lines.last(tail, pieces)) {
            cancellation.check();
            keep(tail, last, lines.take(piece));
        }
        keep(tail, last, ended ? lines.rest() : List.of());
        show(last);
    }

    private static void keep(int tail, Deque<Line> last, List<Line> more) {
        for (Line line : more) {
            last.addLast(line);
            if (last.size() > tail) {
                last.removeFirst();
            }
        }
    }

    private void follow(ContainerOutput output, LogLines lines) throws IOException {
        boolean whole = Attachment.untilItEnds(process, cancellation, this::isPast, () -> {
            Optional<Piece> piece = output.next();
            if (piece.isPresent()) {
                show(lines.take(piece.get()));
            }
            return piece.isPresent();
        });
        show(whole ? lines.rest() : List.of());
    }

    private boolean isPast() {
        return until.isPresent() && clock.instant().isAfter(until.get());
    }

    private void show(Iterable<Line> lines) throws IOException {
        for (Line line : lines) {
            boolean early = since.isPresent() && line.at().isBefore(since.get());
            if (early || until.isPresent() && line.at().isAfter(until.get())) {
                continue;
            }
            OutputStream to = line.err() ? streams.err() : streams.out();
            if (request.timestamps()) {
                to.write((STAMP.format(line.at()) + " ").getBytes(StandardCharsets.US_ASCII));
            }
            if (request.details()) {
                // As docker writes them of a container whose log driver keeps none: a space and nothing before it.
                to.write(' ');
            }
            to.write(line.bytes());
            to.flush();
        }
    }
}
