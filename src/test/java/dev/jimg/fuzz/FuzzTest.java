package dev.jimg.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.testing.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every line of {@link FuzzLines}, in a Java with 256 MiB of heap: a thousand cases each, and with {@code -Dtest.long=true}
 * fifty thousand. No exception but those declared, nothing over five seconds of the processor, nothing written outside.
 *
 * <p>One line, or one case, alone: {@code -Dfuzz.line=templates -Dfuzz.case=4711}.
 */
class FuzzTest {

    private static final int CASES = 1_000;
    private static final int CASES_OF_LONG = 50_000;

    @Test
    void everyCaseIsReadOrRefused() {
        int cases = Boolean.getBoolean("test.long") ? CASES_OF_LONG : CASES;
        String line = System.getProperty("fuzz.line", "");
        Integer one = Integer.getInteger("fuzz.case");
        Stream<String> command = Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=" + (cases == CASES ? 1 : 4),
                "-Dfuzz.seed=" + Cases.SEED, "-cp", System.getProperty("java.class.path"), FuzzMain.class.getName(),
                Integer.toString(one == null ? cases : 1), line, Integer.toString(one == null ? 0 : one));
        Run.Result result = Run.of(command.toArray(String[]::new)).within(Duration.ofHours(3)).attempt();
        System.out.println(result.out());
        assertEquals(0, result.exit(), () -> result.out() + result.err());
        long lines = result.out().lines().filter(text -> text.contains(" cases, ")).count();
        assertEquals(line.isEmpty() ? FuzzLines.all().size() : 1, lines);
    }
}
