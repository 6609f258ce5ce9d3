package dev.jimg.backend.store;

/**
 * How many connections of one pull bring bytes: every layer has one of its own, for which it waits; what they leave of
 * {@link #MOST} may speed up a large one.
 */
final class Connections {

    static final int MOST = 8;

    private int busy;
    private int waiting;

    /** Waits for one. Whoever has one gives it back when the pull is cancelled, so this needs no end of its own. */
    synchronized void enter() {
        boolean interrupted = false;
        waiting++;
        while (busy >= MOST) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        waiting--;
        busy++;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** For one more, if there is one now and no layer is without. */
    synchronized boolean tryEnter() {
        if (busy >= MOST || waiting > 0) {
            return false;
        }
        busy++;
        return true;
    }

    /** Whether a layer waits, to which who has several is to leave one. */
    synchronized boolean areMissed() {
        return waiting > 0;
    }

    synchronized void leave() {
        busy--;
        notifyAll();
    }
}
