package dev.jimg.tui.run;

import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.tui.state.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Events on their way to the loop, in the order of arrival. A report of progress replaces the one of the same layer
 * that still waits here, which loses nothing because progress is absolute; everything else is kept. Posting never waits
 * for the reader.
 */
public final class Mailbox {

    /** Waits without end. */
    public static final long FOREVER = Long.MAX_VALUE;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Map<Object, Event> waiting = new LinkedHashMap<>();

    /** Puts an event in; from any thread. */
    public void post(Event event) {
        Object key = key(event);
        lock.lock();
        try {
            waiting.put(key, event);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes all that is there, waiting for the first if there is nothing.
     *
     * @param nanos how long to wait at most; {@link #FOREVER} without a timer
     * @return nothing if none came in time
     */
    public List<Event> take(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (waiting.isEmpty() && left > 0) {
                if (nanos == FOREVER) {
                    arrived.await();
                } else {
                    left = arrived.awaitNanos(left);
                }
            }
            List<Event> events = new ArrayList<>(waiting.values());
            waiting.clear();
            return events;
        } finally {
            lock.unlock();
        }
    }

    public boolean isEmpty() {
        lock.lock();
        try {
            return waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Equal for events of which only the latest matters; unique for all others. */
    private static Object key(Event event) {
        if (event instanceof Event.TransferMoved moved && moved.event() instanceof LayerProgress progress) {
            return new ProgressKey(moved.transfer(), progress.layer());
        }
        if (event instanceof Event.Resized || event instanceof Event.ImagesChanged) {
            return event.getClass();
        }
        return new Object();
    }

    private record ProgressKey(long transfer, String layer) {}
}
