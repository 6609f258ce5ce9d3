package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Hears a pull, and knows what a pull may say. */
public final class PullEvents implements Consumer<TransferEvent> {

    private final List<TransferEvent> all = new CopyOnWriteArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger mostInside = new AtomicInteger();

    @Override
    public void accept(TransferEvent event) {
        mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
        all.add(event);
        inside.decrementAndGet();
    }

    public int count() {
        return all.size();
    }

    public TransferEvent.Resolved resolved() {
        return assertInstanceOf(TransferEvent.Resolved.class, all.get(0));
    }

    /** All that was said of a layer after it was resolved. */
    public List<LayerProgress> of(String layer) {
        List<LayerProgress> result = new ArrayList<>();
        for (TransferEvent event : all) {
            if (event instanceof LayerProgress progress && progress.layer().equals(layer)) {
                result.add(progress);
            }
        }
        return result;
    }

    /** The last that was said of each layer. */
    public Map<String, Phase> phases() {
        Map<String, Phase> phases = new HashMap<>();
        resolved().layers().forEach(layer -> phases.put(layer.layer(), layer.phase()));
        all.stream().filter(LayerProgress.class::isInstance).map(LayerProgress.class::cast)
                .forEach(progress -> phases.put(progress.layer(), progress.phase()));
        return phases;
    }

    /** What holds of a pull that was cancelled or failed: as {@link #check}, if there was something to tell before. */
    public void checkUnfinished() {
        if (count() > 0) {
            check();
        }
    }

    /** What holds of every pull that came so far as to know its layers, however it ends. */
    public void check() {
        assertEquals(1, mostInside.get(), "events at once");
        assertEquals(1, all.stream().filter(TransferEvent.Resolved.class::isInstance).count(), "resolved once");
        for (LayerProgress start : resolved().layers()) {
            assertTrue(start.equals(new LayerProgress(start.layer(), Phase.WAITING, 0, start.total()))
                    || start.equals(new LayerProgress(start.layer(), Phase.ALREADY_HERE, start.total(), start.total())),
                    start::toString);
            LayerProgress last = start;
            for (LayerProgress next : of(start.layer())) {
                checkStep(last, next);
                last = next;
            }
        }
    }

    private static void checkStep(LayerProgress last, LayerProgress next) {
        assertTrue(!last.phase().settled(), () -> next + " after " + last);
        assertTrue(next.phase().compareTo(last.phase()) >= 0, () -> next + " after " + last);
        assertTrue(next.phase() != last.phase() || next.done() >= last.done(), () -> next + " after " + last);
        assertTrue(next.total() < 0 || next.done() <= next.total(), next::toString);
    }
}
