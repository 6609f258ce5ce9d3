package dev.jimg.backend.copy;

import dev.jimg.backend.shared.LinkedCancellation;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.service.archive.ArchiveProgress;
import dev.jimg.service.archive.Archives;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.service.archive.LoadResult;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * One side's save into the other side's load, through a pipe of the operating system: as much as that holds is all that
 * lies between them. What fails first is what is told; the other side only failed because of it.
 */
final class ArchivePipe {

    private final Archives from;
    private final Archives to;
    private final boolean tellsLayers;
    private final AtomicReference<RuntimeException> first = new AtomicReference<>();

    /** @param tellsLayers whether who saves tells of each layer; else the archive is looked into */
    ArchivePipe(Archives from, Archives to, boolean tellsLayers) {
        this.from = from;
        this.to = to;
        this.tellsLayers = tellsLayers;
    }

    LoadResult run(SaveRequest request, Consumer<TransferEvent> events, Cancellation cancellation) {
        Reports reports = new Reports(events);
        try (LinkedCancellation linked = new LinkedCancellation(cancellation)) {
            Pipe pipe = Pipe.open();
            Thread saver = new Thread(() -> save(request, pipe, reports, linked.cancellation()), "jimg-copy");
            saver.setDaemon(true);
            LoadResult result = null;
            try (InputStream in = Channels.newInputStream(pipe.source())) {
                saver.start();
                result = to.load(LoadRequest.EVERYTHING, in, progress -> {}, linked.cancellation());
                // What stands behind the archive's end is read too: who writes it must not meet a closed pipe.
                in.transferTo(OutputStream.nullOutputStream());
            } catch (RuntimeException e) {
                first.compareAndSet(null, e);
                linked.cancellation().cancel();
            }
            join(saver, linked.cancellation());
            cancellation.check();
            if (first.get() != null) {
                throw first.get();
            }
            reports.end();
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void save(SaveRequest request, Pipe pipe, Reports reports, Cancellation cancellation) {
        try (OutputStream out = Channels.newOutputStream(pipe.sink())) {
            try {
                if (tellsLayers) {
                    from.save(request, out, reports, cancellation);
                } else {
                    from.save(request, new LayerTally(out, reports), whole -> {}, cancellation);
                }
            } catch (RuntimeException e) {
                first.compareAndSet(null, e);
                // Before the pipe is closed: the reader would take its end for the end of the archive.
                cancellation.cancel();
            }
        } catch (IOException e) {
            first.compareAndSet(null, new UncheckedIOException(e));
        }
    }

    private static void join(Thread saver, Cancellation cancellation) {
        try {
            saver.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancellation.cancel();
        }
    }

    /** What is saved, told as what is sent: each part is complete when another one begins. */
    private static final class Reports implements Consumer<ArchiveProgress> {
        private final Consumer<TransferEvent> events;
        private final Map<String, ArchiveProgress> open = new LinkedHashMap<>();
        private boolean begun;

        Reports(Consumer<TransferEvent> events) {
            this.events = events;
        }

        @Override
        public synchronized void accept(ArchiveProgress part) {
            begin();
            open.put(part.item(), part);
            boolean complete = part.total() >= 0 && part.done() >= part.total();
            tell(part, complete ? Phase.COMPLETE : Phase.UPLOADING);
            if (complete) {
                open.remove(part.item());
            }
        }

        synchronized void end() {
            begin();
            open.values().forEach(part -> tell(new ArchiveProgress(part.item(), part.done(), part.done()),
                    Phase.COMPLETE));
            open.clear();
        }

        private void begin() {
            if (!begun) {
                begun = true;
                events.accept(new TransferEvent.Resolved(Optional.empty(), List.of()));
            }
        }

        private void tell(ArchiveProgress part, Phase phase) {
            events.accept(new LayerProgress(part.item(), phase, part.done(), part.total()));
        }
    }
}
