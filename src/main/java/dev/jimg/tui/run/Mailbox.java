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
 * that still waits here, which loses nothing because progress is absolute; text joins the text that waits; everything else
 * is kept. Posting never waits
 * for the reader.
 */
public final class Mailbox {

    /** Waits without end. */
    public static final long FOREVER = Long.MAX_VALUE;

    /** In characters: more than the screen keeps. Who writes faster than it is read must not fill the memory. */
    private static final int MOST_TEXT = 1 << 18;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Map<Object, Event> waiting = new LinkedHashMap<>();

    /** Puts an event in; from any thread. */
    public void post(Event event) {
        Object key = key(event);
        lock.lock();
        try {
            waiting.merge(key, event, Mailbox::newer);
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
        if (event instanceof Event.Resized || event instanceof Event.ImagesChanged
                || event instanceof Event.SettingsChanged) {
            return event.getClass();
        }
        if (event instanceof Event.FilesMoved moved) {
            return new FilesKey(moved.request());
        }
        if (event instanceof Event.FilesGrew grew) {
            return new PartsKey(grew.request());
        }
        if (event instanceof Event.LayerMeasured measured) {
            return new StepsKey(measured.request());
        }
        if (event instanceof Event.LogGrew grew) {
            return new LogKey(grew.request());
        }
        if (event instanceof Event.StepWrote wrote) {
            return new StepKey(wrote.transfer(), wrote.step());
        }
        return new Object();
    }

    /** The later of two events with one key; text adds up, and of too much of it the end is kept. */
    private static Event newer(Event before, Event event) {
        if (event instanceof Event.StepWrote wrote) {
            return new Event.StepWrote(wrote.transfer(), wrote.step(),
                    end(((Event.StepWrote) before).text() + wrote.text()));
        }
        if (!(event instanceof Event.LogGrew grew)) {
            return event;
        }
        return new Event.LogGrew(grew.request(), end(((Event.LogGrew) before).text() + grew.text()));
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - MOST_TEXT));
    }

    private record StepKey(long transfer, int step) {}

    private record FilesKey(long request) {}

    private record PartsKey(long request) {}

    private record StepsKey(long request) {}

    private record LogKey(long request) {}

    private record ProgressKey(long transfer, String layer) {}
}
