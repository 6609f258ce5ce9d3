package dev.jimg.tui.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.ScreenSize;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private final Mailbox mailbox = new Mailbox();

    @Test
    void progressReplacesTheOlderOneOfItsLayerOnly() throws InterruptedException {
        mailbox.post(progress(1, "a", 10));
        mailbox.post(progress(1, "b", 10));
        mailbox.post(progress(2, "a", 10));
        mailbox.post(progress(1, "a", 20));
        assertEquals(List.of(progress(1, "a", 20), progress(1, "b", 10), progress(2, "a", 10)), mailbox.take(0));
    }

    @Test
    void whatIsNoProgressIsAllKeptInOrder() throws InterruptedException {
        Event key = new Event.KeyPressed("j");
        mailbox.post(key);
        mailbox.post(new Event.TransferCancelled(1));
        mailbox.post(key);
        assertEquals(List.of(key, new Event.TransferCancelled(1), key), mailbox.take(0));
        assertTrue(mailbox.isEmpty());
    }

    @Test
    void onlyTheLastSizeCounts() throws InterruptedException {
        mailbox.post(new Event.Resized(new ScreenSize(80, 24)));
        mailbox.post(new Event.Resized(new ScreenSize(40, 10)));
        assertEquals(List.of(new Event.Resized(new ScreenSize(40, 10))), mailbox.take(Mailbox.FOREVER));
    }

    @Test
    void aBoundedWaitEndsWithNothing() throws InterruptedException {
        assertEquals(List.of(), mailbox.take(1_000_000));
    }

    @Test
    void aWaitEndsWithWhatComes() throws InterruptedException {
        CompletableFuture<Void> posted = CompletableFuture.runAsync(() -> mailbox.post(new Event.Ticked()));
        assertEquals(List.of(new Event.Ticked()), mailbox.take(Mailbox.FOREVER));
        posted.join();
    }

    private static Event progress(long transfer, String layer, long done) {
        return new Event.TransferMoved(transfer, new LayerProgress(layer, Phase.DOWNLOADING, done, 100));
    }
}
