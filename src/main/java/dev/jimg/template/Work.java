package dev.jimg.template;

/**
 * What one application of a template may cost. Docker sets no bound: there {@code {{range 9999999999}}} runs until it is
 * killed, and a text that is doubled forty times takes all memory.
 */
final class Work {

    /** Texts that a function is given, and that it makes of them, in characters. */
    static final int MOST_GIVEN = 4 << 20;
    static final int MOST_MADE = 16 << 20;

    private static final int MOST = 3_000_000;
    private static final int CHARACTERS = 16;

    private int done;

    /** @throws Function.CallException if that is more than it may cost altogether */
    void step() {
        spend(1);
    }

    /** @throws Function.CallException if a text is too long, or that is more than it may cost altogether */
    void text(long length, int most) {
        if (length > most) {
            throw tooMuch();
        }
        spend(1 + (int) length / CHARACTERS);
    }

    private void spend(int more) {
        done += more;
        if (done > MOST) {
            throw tooMuch();
        }
    }

    static Function.CallException tooMuch() {
        return new Function.CallException("this would take too long, or too much memory");
    }
}
