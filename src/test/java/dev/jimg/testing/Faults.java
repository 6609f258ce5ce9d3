package dev.jimg.testing;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What a {@link FaultProxy} was told to break. Used by its connections at the same time. */
final class Faults {
    /** The offset of a hold that lets not even the head through. */
    static final long BEFORE_HEAD = -1;

    enum Kind {
        CUT,
        CORRUPT
    }

    /** Something that happens at an offset of a body, a limited number of times. */
    record AtOffset(Kind kind, String what, long offset, AtomicInteger left) {
        boolean take() {
            return left.getAndUpdate(number -> Math.max(0, number - 1)) > 0;
        }
    }

    record Hold(String what, long offset, CountDownLatch released) {}

    record Answer(String what, int status, List<String> headers, AtomicInteger left) {}

    private final List<AtOffset> atOffsets = new CopyOnWriteArrayList<>();
    private final List<Hold> holds = new CopyOnWriteArrayList<>();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final List<String> rangesIgnored = new CopyOnWriteArrayList<>();
    private final AtomicInteger heldNow = new AtomicInteger();
    private volatile long bytesPerSecond;

    void hold(String what, long offset) {
        holds.add(new Hold(what, offset, new CountDownLatch(1)));
    }

    void cut(String what, long offset, int times) {
        atOffsets.add(new AtOffset(Kind.CUT, what, offset, new AtomicInteger(times)));
    }

    void corrupt(String what, long offset, int times) {
        atOffsets.add(new AtOffset(Kind.CORRUPT, what, offset, new AtomicInteger(times)));
    }

    void answer(String what, int status, int times, List<String> headers) {
        answers.add(new Answer(what, status, headers, new AtomicInteger(times)));
    }

    void ignoreRange(String what) {
        rangesIgnored.add(what);
    }

    void throttle(long newBytesPerSecond) {
        bytesPerSecond = newBytesPerSecond;
    }

    long bytesPerSecond() {
        return bytesPerSecond;
    }

    int heldNow() {
        return heldNow.get();
    }

    void release() {
        List<Hold> all = List.copyOf(holds);
        holds.removeAll(all);
        all.forEach(hold -> hold.released().countDown());
    }

    /** An answer to give instead of the server's, taken from what is left of it. */
    Optional<Answer> takeAnswer(FaultProxy.Seen request) {
        return answers.stream()
                .filter(answer -> request.matches(answer.what()))
                .filter(answer -> answer.left().getAndUpdate(number -> Math.max(0, number - 1)) > 0)
                .findFirst();
    }

    boolean ignoresRange(FaultProxy.Seen request) {
        return rangesIgnored.stream().anyMatch(request::matches);
    }

    List<AtOffset> atOffsets(FaultProxy.Seen request) {
        return atOffsets.stream()
                .filter(fault -> request.matches(fault.what()) && fault.left().get() > 0)
                .toList();
    }

    List<Hold> holds(FaultProxy.Seen request) {
        return holds.stream().filter(hold -> request.matches(hold.what())).toList();
    }

    /** Stands still at the holds that apply here until they are released. */
    void waitAt(FaultProxy.Seen request, Predicate<Hold> here) {
        for (Hold hold : holds(request)) {
            if (here.test(hold)) {
                await(hold);
            }
        }
    }

    private void await(Hold hold) {
        heldNow.incrementAndGet();
        try {
            hold.released().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            heldNow.decrementAndGet();
        }
    }
}
