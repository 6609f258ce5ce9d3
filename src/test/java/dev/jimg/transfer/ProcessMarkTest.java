package dev.jimg.transfer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProcessMarkTest {

    private static final Instant NOW = Instant.now();
    private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(2));

    private static String dead() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return Long.toString(process.pid());
    }

    @Test
    void whatALivingProcessMadeIsItsOwnHoweverOld() {
        assertTrue(ProcessMark.isAlive(ProcessMark.own()));
        assertFalse(ProcessMark.isAbandoned(ProcessMark.own(), LONG_AGO));
        assertTrue(ProcessMark.own().matches(ProcessMark.PATTERN), ProcessMark.own());
    }

    /** This process has not run for two hours when it asks. */
    @Test
    void whatGrewBeforeALivingProcessBeganIsAnothersAfterAnHour() {
        assertTrue(ProcessMark.isLeft(ProcessMark.own(), LONG_AGO));
        assertFalse(ProcessMark.isLeft(ProcessMark.own(), NOW));
        assertFalse(ProcessMark.isLeft(ProcessMark.own(), ProcessHandle.current().info().startInstant().orElseThrow()
                .minusSeconds(60)), "clocks are set");
    }

    @Test
    void whatTheDeadLeftHereIsAbandonedAtOnce() throws Exception {
        String here = ProcessMark.own().replaceFirst("\\d+", dead());
        assertTrue(here.contains("."), "the system says where it is");
        assertTrue(ProcessMark.isAbandoned(here, NOW));
    }

    @Test
    void elsewhereANumberThatNobodyHasIsNoProof() throws Exception {
        for (String elsewhere : new String[] {dead(), dead() + ".0"}) {
            assertFalse(ProcessMark.isAbandoned(elsewhere, NOW));
            assertTrue(ProcessMark.isAbandoned(elsewhere, LONG_AGO));
        }
    }

    @Test
    void aTextThatIsNoMarkSaysNothing() {
        for (String text : new String[] {"", "x", "1.", ".1", "-1", "99999999999999999999", "1.zz"}) {
            assertFalse(ProcessMark.isAbandoned(text, LONG_AGO), text);
        }
    }
}
