package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The same job for several images, begun as one and told of as one when all have ended. Only a few run at a time: of
 * fifty pulls at once each would be the slower, and a registry may refuse them.
 *
 * @param kind of all its jobs
 * @param waiting the jobs that are still to be begun, in order
 * @param running the transfers of those that are under way
 * @param done how many did what they should
 * @param failed what could not be done, by name, in the order of its end
 */
record Batch(String kind, List<Job> waiting, Set<Long> running, int done, List<String> failed) {

    /** How many run at a time. */
    static final int AT_ONCE = 4;

    Batch {
        waiting = List.copyOf(waiting);
        running = Set.copyOf(running);
        failed = List.copyOf(failed);
    }

    static Batch of(List<Job> jobs) {
        return new Batch(jobs.get(0).kind(), jobs, Set.of(), 0, List.of());
    }

    boolean mayBegin() {
        return running.size() < AT_ONCE && !waiting.isEmpty();
    }

    boolean ended() {
        return running.isEmpty() && waiting.isEmpty();
    }

    /** With the first that waits under way. */
    Batch begun(long transfer) {
        Set<Long> more = new TreeSet<>(running);
        more.add(transfer);
        return new Batch(kind, waiting.subList(1, waiting.size()), more, done, failed);
    }

    /** Without a transfer that has ended. Who cancels one wants no more of the others that wait. */
    Batch ended(Transfer transfer) {
        Set<Long> left = new TreeSet<>(running);
        left.remove(transfer.id());
        List<String> more = new ArrayList<>(failed);
        boolean good = transfer.stage() == Transfer.Stage.DONE;
        if (!good) {
            more.add(transfer.job().name());
        }
        boolean cancelled = transfer.stage() == Transfer.Stage.CANCELLED;
        if (cancelled) {
            waiting.forEach(job -> more.add(job.name()));
        }
        return new Batch(kind, cancelled ? List.of() : waiting, left, good ? done + 1 : done, more);
    }
}
