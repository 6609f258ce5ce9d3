package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.container.ContainerListRequest;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.service.container.ExecRequest;
import dev.jimg.service.container.LogsRequest;
import dev.jimg.service.container.RunRequest;
import dev.jimg.testing.Await;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What containers on the store write: its order, its times, and that it is kept when nobody looks. Needs root. */
class StoreOutputTest extends BusyboxStore {

    private static final Duration BOUND = Duration.ofSeconds(20);

    @Test
    void outputAndErrorsKeepTheirOrderAndTheirTimes() {
        finished("echo one; sleep 0.3; echo two >&2; sleep 0.3; echo three; printf end");
        assertEquals("one\ntwo\nthree\nend", logs(request(Optional.empty(), "", "", false)));
        String stamped = logs(request(Optional.empty(), "", "", true));
        List<String> lines = stamped.lines().toList();
        assertEquals(4, lines.size(), stamped);
        List<Instant> times = lines.stream().map(line -> Instant.parse(line.split(" ")[0])).toList();
        assertTrue(times.get(0).plusMillis(150).isBefore(times.get(1)), stamped);
        assertTrue(times.get(1).plusMillis(150).isBefore(times.get(2)), stamped);
        String second = lines.get(1).split(" ")[0];
        assertEquals("two\nthree\nend", logs(request(Optional.empty(), second, "", false)));
        assertEquals("one\ntwo\n", logs(request(Optional.empty(), "", second, false)));
        assertEquals("two\n", logs(request(Optional.empty(), second, second, false)));
        assertEquals("", logs(request(Optional.of(1), "", second, false)));
    }

    @Test
    void theLastLinesAreWholeAndOfBoth() {
        finished("i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i+1)); done; printf half >&2; sleep 0.2; "
                + "echo last; sleep 0.2; echo ' and whole' >&2");
        assertEquals("", logs(request(Optional.of(0), "", "", false)));
        assertEquals("half and whole\n", logs(request(Optional.of(1), "", "", false)));
        assertEquals("line 2998\nline 2999\nlast\nhalf and whole\n", logs(request(Optional.of(4), "", "", false)));
        assertEquals(3002, logs(request(Optional.of(99_999), "", "", false)).lines().count());
    }

    @Test
    void aTerminalInTheBackgroundGoesOnByItself() {
        containers.run(RunRequest.builder(image).name(Optional.of("box")).tty(true).interactive(true)
                .command(List.of("sh", "-c", "test -t 0 && test -t 1 && echo a terminal; until [ -e /go ]; do sleep 0.05;"
                        + " done; echo and more; read never")).build(), Optional.empty(), Cancellation.none());
        Await.until(BOUND, "it writes", () -> logs(LogsRequest.all("box")).equals("a terminal\r\n"));
        assertEquals(0, containers.exec(new ExecRequest("box", List.of("sh", "-c", "> /go"), false, false, true, false,
                List.of(), Optional.empty(), Optional.empty(), Optional.empty()), streams(), Cancellation.none()));
        Await.until(BOUND, "it goes on", () -> logs(LogsRequest.all("box")).equals("a terminal\r\nand more\r\n"));
        assertEquals(1, containers.list(ContainerListRequest.RUNNING).size());
    }

    @Test
    void inTheBackgroundInputHasNoEnd() {
        containers.run(RunRequest.builder(image).name(Optional.of("waits")).interactive(true)
                .command(List.of("cat")).build(), Optional.empty(), Cancellation.none());
        containers.run(RunRequest.builder(image).name(Optional.of("ends")).command(List.of("cat")).build(),
                Optional.empty(), Cancellation.none());
        Await.until(BOUND, "one ends", () -> containers.list(ContainerListRequest.RUNNING).size() == 1);
        assertEquals(List.of("waits"), containers.list(ContainerListRequest.RUNNING).get(0).names());
    }

    private void finished(String script) {
        containers.run(RunRequest.builder(image).name(Optional.of("box")).command(List.of("sh", "-c", script)).build(),
                Optional.of(streams()), Cancellation.none());
    }

    private static LogsRequest request(Optional<Integer> tail, String since, String until, boolean timestamps) {
        return new LogsRequest("box", false, tail, Optional.of(since).filter(text -> !text.isEmpty()),
                Optional.of(until).filter(text -> !text.isEmpty()), timestamps, false);
    }

    private String logs(LogsRequest request) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        containers.logs(request, new ContainerStreams(Optional.empty(), both, both, Optional.empty()),
                Cancellation.none());
        return both.toString(StandardCharsets.UTF_8);
    }

    private static ContainerStreams streams() {
        return new ContainerStreams(Optional.empty(), new ByteArrayOutputStream(), new ByteArrayOutputStream(),
                Optional.empty());
    }
}
