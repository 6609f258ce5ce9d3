package dev.jimg.tui.run;

import dev.jimg.service.Failure;

/** Turns whatever a worker threw into something to say. */
final class Failures {

    private Failures() {}

    /** The failure itself; for anything else, which is a fault of this program, a failure that says so. */
    static Failure of(String operation, Throwable thrown) {
        if (thrown instanceof Failure failure) {
            return failure;
        }
        CrashReport.write(thrown);
        return new Failure(Failure.Kind.INTERNAL, operation, "",
                "a fault of jimg-tui (" + thrown.getClass().getSimpleName() + ")",
                "Details are in " + CrashReport.shownPath() + "; please report it.", thrown);
    }
}
