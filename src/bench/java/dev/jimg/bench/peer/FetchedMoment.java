package dev.jimg.bench.peer;

import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * When the last layer of a pull was on the disk with its digest found right, and what had been spent by then: from there
 * on DiffIDs are compared. A layer is told of as being verified when its file has its name and was forced to the disk.
 */
final class FetchedMoment implements Consumer<TransferEvent> {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int BYTES_PER_KB = 1024;

    private final long cpuBefore = cpu();
    private final Set<String> coming = new HashSet<>();
    private long at = -1;
    private long cpu;
    private long peak;

    @Override
    public void accept(TransferEvent event) {
        if (event instanceof TransferEvent.Resolved resolved) {
            resolved.layers().stream().filter(layer -> !layer.phase().settled()).map(LayerProgress::layer)
                    .forEach(coming::add);
        } else if (event instanceof LayerProgress layer
                && (layer.phase() == Phase.VERIFYING || layer.phase().settled())) {
            coming.remove(layer.layer());
        }
        if (at < 0 && coming.isEmpty()) {
            at = System.nanoTime();
            cpu = cpu() - cpuBefore;
            peak = peak();
        }
    }

    /** As the answer has it: nanoseconds, those of processors, and bytes at most; empty if no pull told anything. */
    String since(long begin) {
        return at < 0 ? "" : " " + (at - begin) + " " + cpu + " " + peak;
    }

    private static long cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    private static long peak() {
        try {
            return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KB).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
