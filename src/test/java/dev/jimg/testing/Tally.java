package dev.jimg.testing;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

/**
 * Counts the cases of one line of the fault matrix (src/test/README.md), goes on after one that did not hold, and says
 * the count on standard output.
 *
 * <p>{@code ./install.sh test --long} sets the property that makes a test run all of its cases.
 */
public final class Tally {
    private static final boolean LONG = Boolean.getBoolean("test.long");
    private static final int SHOWN = 5;

    private final String line;
    private final List<AssertionError> broken = new ArrayList<>();
    private int cases;

    /** @param line what is counted, as the table has it */
    public Tally(String line) {
        this.line = line;
    }

    public static boolean isLong() {
        return LONG;
    }

    /** How many cases there are to run. */
    public static int cases(int inShort, int inLong) {
        return LONG ? inLong : inShort;
    }

    /**
     * Runs one case; what it throws is kept for {@link #done}. Threads may share a tally.
     *
     * @throws TestAbortedException when it cannot be run here: not one of the cases, and neither is any other
     */
    public void held(String name, Executable check) {
        AssertionError failure = null;
        try {
            check.execute();
        } catch (TestAbortedException e) {
            throw e;
        } catch (Throwable e) {
            failure = new AssertionError(line + ", " + name + ": " + e, e);
        }
        synchronized (this) {
            cases++;
            if (failure != null) {
                broken.add(failure);
            }
        }
    }

    /**
     * Says the count.
     *
     * @param atLeast cases: fewer show that the test did not do its work
     * @throws AssertionError when one did not hold
     */
    public synchronized void done(int atLeast) {
        System.out.println("faults: " + line + ": " + cases + " cases, " + (cases - broken.size()) + " held");
        if (cases < atLeast) {
            throw new AssertionError(line + ": only " + cases + " cases of " + atLeast);
        }
        if (!broken.isEmpty()) {
            AssertionError all = new AssertionError(broken.size() + " of " + cases + " did not hold: "
                    + String.join("\n", broken.stream().limit(SHOWN).map(Throwable::getMessage).toList()));
            broken.stream().limit(SHOWN).forEach(all::addSuppressed);
            throw all;
        }
    }
}
