package dev.jimg.testing;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class TallyTest {

    private final Tally tally = new Tally("what a tally counts");

    @Test
    void goesOnAfterACaseThatDidNotHoldAndSaysItAtTheEnd() {
        tally.held("first", () -> fail("broken"));
        tally.held("second", () -> { });
        AssertionError said = assertThrows(AssertionError.class, () -> tally.done(2));
        assertTrue(said.getMessage().startsWith("1 of 2 did not hold: what a tally counts, first: "), said::getMessage);
    }

    @Test
    void aCaseThatCannotBeRunHereAbortsTheTest() {
        assertThrows(TestAbortedException.class, () -> tally.held("first", () -> assumeTrue(false, "may not")));
        assertThrows(AssertionError.class, () -> tally.done(1), "it is no case that held");
    }
}
