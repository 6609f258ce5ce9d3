package dev.jimg.service;

import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.transfer.Cancellation;
import java.util.List;

/**
 * Transfers that outlive the screen that began them: a face that ends hands them over, a process of their own brings each
 * to its end, and the next face shows what came of it. Only a backend that does the work itself can offer that; an
 * engine breaks a pull off when the connection closes that asked for it. Safe for all threads and processes.
 */
public interface BackgroundTransfers {

    /** The command that makes the program do one, whose ID follows. */
    String COMMAND = "__transfer";

    /** All that nobody dismissed, the oldest first. Reads files only. */
    List<BackgroundTransfer> list();

    /**
     * Starts a process of its own for it. Who did the same before has to have stopped.
     *
     * @param layers how far it is, for who asks before the process knows
     * @return its ID
     */
    String begin(BackgroundWish wish, List<LayerProgress> layers);

    /**
     * What a build says. All other transfers say nothing.
     *
     * @param from 0, or where the last answer ended
     */
    BackgroundOutput output(String id, long from);

    /**
     * Tells of transfers that come and go, whoever hands them over or forgets them; not of how far they are.
     *
     * @param listener called from a thread of its own; it must not wait
     */
    ImageService.Subscription watch(Runnable listener);

    /** Asks it to stop, which it does within a second. Does nothing to one that has ended. */
    void cancel(String id);

    /** Forgets one that has ended; one that runs stays. */
    void dismiss(String id);

    /**
     * Does it, in this process, and keeps the record of how it goes. What fails is told there.
     *
     * @param copies does it, if it is a copy
     * @param cancellation says that this process is to end: the transfer then counts as interrupted
     * @throws Failure if there is no such transfer, or another process does it
     */
    void work(String id, Copies copies, Cancellation cancellation);
}
