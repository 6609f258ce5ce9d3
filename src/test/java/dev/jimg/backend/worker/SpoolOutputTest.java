package dev.jimg.backend.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.BackgroundOutput;
import dev.jimg.service.build.BuildEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build says without a screen, and what of it is kept. */
class SpoolOutputTest {

    private static final long MOST = 8 << 20;
    private static final String BLOCK = "x".repeat(1 << 16);

    @TempDir
    private Path directory;
    private Path file;
    private SpoolOutput written;

    @BeforeEach
    void begin() {
        file = directory.resolve("output");
        written = new SpoolOutput(file);
        written.begin();
    }

    @Test
    void isReadOnFromWhereTheLastAnswerEnded() throws IOException {
        written.write(step(1));
        written.write(text("one\n"));
        BackgroundOutput first = read(0);
        assertEquals(List.of(step(1), text("one\n")), first.events());
        assertEquals(List.of(), read(first.next()).events());
        written.write(text("two\n"));
        assertEquals(List.of(text("two\n")), read(first.next()).events());
    }

    @Test
    void keepsTheStepsAndTheEndOfABuildThatSaysTooMuch() throws IOException {
        sayMuch(1, 200);
        sayMuch(2, 200);
        written.write(step(3));
        written.write(text("error: it broke\n"));
        assertTrue(Files.size(file) <= MOST, () -> file.toFile().length() + " bytes");
        List<BuildEvent> events = read(0).events();
        assertEquals(List.of(step(1), step(2), step(3)), events.stream().filter(BuildEvent.Step.class::isInstance).toList());
        assertEquals(text("error: it broke\n"), events.get(events.size() - 1));
        assertEquals(1, events.stream().filter(text("[...]\n")::equals).count(), "it says that something is left out");
        assertEquals(text("2/199 " + BLOCK), events.get(events.size() - 3), "the end is whole");
    }

    @Test
    void whoReadsInTimeMissesNothing() throws IOException {
        List<BuildEvent> said = new ArrayList<>();
        List<BuildEvent> heard = new ArrayList<>();
        long next = 0;
        for (int i = 0; i < 300; i++) {
            BuildEvent event = i % 50 == 0 ? step(i) : text(i + BLOCK);
            said.add(event);
            written.write(event);
            if (i % 7 == 0) {
                BackgroundOutput answer = read(next);
                heard.addAll(answer.events());
                next = answer.next();
            }
        }
        heard.addAll(read(next).events());
        assertEquals(said, heard);
    }

    @Test
    void whoReadsLateHearsNoStepTwice() throws IOException {
        sayMuch(1, 10);
        BackgroundOutput first = read(0);
        sayMuch(2, 300);
        List<BuildEvent> rest = read(first.next()).events();
        assertEquals(List.of(step(2)), rest.stream().filter(BuildEvent.Step.class::isInstance).toList());
        assertEquals(text("[...]\n"), rest.get(1));
    }

    @Test
    void halfALineIsWrittenOver() throws IOException {
        written.write(step(1));
        Files.writeString(file, "{\"text\":\"" + BLOCK, StandardOpenOption.APPEND);
        assertEquals(List.of(step(1)), read(0).events());
        written.write(text("whole\n"));
        assertEquals(List.of(step(1), text("whole\n")), read(0).events());
    }

    @Test
    void aLineWithoutEndIsLeftBehind() throws IOException {
        Files.write(file, new byte[(int) MOST + 1000]);
        BackgroundOutput answer = read(0);
        assertEquals(List.of(), answer.events());
        assertEquals(MOST, answer.next());
    }

    private void sayMuch(int step, int blocks) {
        written.write(step(step));
        for (int i = 0; i < blocks; i++) {
            written.write(text(step + "/" + i + " " + BLOCK));
        }
    }

    private BackgroundOutput read(long from) throws IOException {
        return new SpoolOutput(file).read(from);
    }

    private static BuildEvent step(int index) {
        return new BuildEvent.Step(index, 3, "RUN true");
    }

    private static BuildEvent text(String text) {
        return new BuildEvent.Output(text, false);
    }
}
