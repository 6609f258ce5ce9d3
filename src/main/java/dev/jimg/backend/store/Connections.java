package dev.jimg.backend.store;

/** How many connections of one pull bring bytes: what layers leave unused of {@link #MOST} may speed up one of them. */
final class Connections {

    static final int MOST = 8;

    private int busy;

    /** For the connection that every layer has, whatever the others do. */
    synchronized void enter() {
        busy++;
    }

    /** For one more. */
    synchronized boolean tryEnter() {
        if (busy >= MOST) {
            return false;
        }
        busy++;
        return true;
    }

    /** Whether there are more than there should be: layers that began since take theirs from those who have several. */
    synchronized boolean tooMany() {
        return busy > MOST;
    }

    synchronized void leave() {
        busy--;
    }
}
