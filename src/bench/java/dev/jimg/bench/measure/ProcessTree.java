package dev.jimg.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process that goes on working, and its children: what they have used, as {@code /proc} tells it (proc(5)). Children
 * that ended are counted by who waited for them.
 */
public final class ProcessTree {

    /** {@code USER_HZ}, which is 100 on every machine that Linux runs on here. */
    private static final long MILLIS_PER_TICK = 10;
    /** Of {@code stat}, behind the name: user and system time, own and of children that ended. */
    private static final int FIRST_TIME = 11;
    private static final int TIMES = 4;
    private static final String FORGET_PEAK = "5";

    private final ProcessHandle root;

    public ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /** Does some work that these processes have a part in. Their time and peak are told; the wall's time is the work's. */
    public Sample during(Contender.Work work) {
        forgetPeaks();
        Duration before = cpu();
        Sample sample = work.run();
        return sample.plus(cpu().minus(before), peakBytes());
    }

    /** Processor time since their start. */
    public Duration cpu() {
        return Duration.ofMillis(processes().mapToLong(ProcessTree::ticks).sum() * MILLIS_PER_TICK);
    }

    /** The most that each had, added up. */
    public long peakBytes() {
        return processes().mapToLong(ProcessTree::peak).sum();
    }

    private void forgetPeaks() {
        processes().forEach(process -> {
            try {
                Files.writeString(proc(process, "clear_refs"), FORGET_PEAK);
            } catch (IOException e) {
                // It ended, or is another user's: then its peak is that of its life.
            }
        });
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(root), root.descendants());
    }

    private static long ticks(ProcessHandle process) {
        String stat = String.join(" ", lines(process, "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        long ticks = 0;
        for (int i = FIRST_TIME; i < FIRST_TIME + TIMES && i < fields.length; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks;
    }

    private static long peak(ProcessHandle process) {
        return lines(process, "status").stream().filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024).sum();
    }

    /** None of a process that ended meanwhile. */
    private static List<String> lines(ProcessHandle process, String file) {
        try {
            return Files.readAllLines(proc(process, file));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            if (!process.isAlive()) {
                return List.of();
            }
            throw new UncheckedIOException(e);
        }
    }

    private static Path proc(ProcessHandle process, String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }
}
