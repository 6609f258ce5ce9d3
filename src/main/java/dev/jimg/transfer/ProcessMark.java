package dev.jimg.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Which process works on a file, written into its name, so that another one can tell what was left by the dead.
 *
 * <p>A number alone says nothing where processes have numbers of their own: those of a container, or of another machine
 * on the same network disk. So the mark also says in which boot and PID namespace the number counts. There, a number
 * that nobody has is proof; elsewhere only an hour without a write is.
 */
public final class ProcessMark {

    /** A mark, for patterns of names. */
    public static final String PATTERN = "\\d{1,18}(?:\\.[0-9a-f]{1,8})?";

    private static final Pattern PARTS = Pattern.compile("(\\d{1,18})(?:\\.([0-9a-f]{1,8}))?");
    private static final Duration GRACE = Duration.ofHours(1);

    private ProcessMark() {}

    /** Read when it is first needed. */
    private static final class Here {
        static final String PLACE = place();
        static final String OWN = ProcessHandle.current().pid() + (PLACE.isEmpty() ? "" : "." + PLACE);
    }

    /** This process's: digits, perhaps a dot and hexadecimal digits. */
    public static String own() {
        return Here.OWN;
    }

    /**
     * Whether nobody works any more on what has this mark. False for a text that is none.
     *
     * @param lastWrite of the file or directory
     */
    public static boolean isAbandoned(String mark, Instant lastWrite) {
        Matcher parts = PARTS.matcher(mark);
        if (!parts.matches() || isAlive(mark)) {
            return false;
        }
        boolean counted = parts.group(2) != null && parts.group(2).equals(Here.PLACE);
        return counted || lastWrite.isBefore(Instant.now().minus(GRACE));
    }

    /**
     * The same of a file that grows as long as somebody works on it. Numbers are given anew: a process that began after
     * the last write is another one. As clocks are set that is no proof either, and an hour without a write is.
     */
    public static boolean isLeft(String mark, Instant lastWrite) {
        return isAbandoned(mark, lastWrite)
                || isAnother(mark, lastWrite) && lastWrite.isBefore(Instant.now().minus(GRACE));
    }

    private static boolean isAnother(String mark, Instant lastWrite) {
        Matcher parts = PARTS.matcher(mark);
        return parts.matches() && ProcessHandle.of(Long.parseLong(parts.group(1)))
                .flatMap(process -> process.info().startInstant()).filter(lastWrite::isBefore).isPresent();
    }

    /** Whether this process sees one of that number. */
    public static boolean isAlive(String mark) {
        Matcher parts = PARTS.matcher(mark);
        return parts.matches() && ProcessHandle.of(Long.parseLong(parts.group(1))).isPresent();
    }

    /** Empty where the system does not say, or does not show the processes of others (hidepid). */
    private static String place() {
        if (ProcessHandle.of(1).isEmpty()) {
            return "";
        }
        try {
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            String namespace = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
            CRC32 short32 = new CRC32();
            short32.update((boot + namespace).getBytes(StandardCharsets.UTF_8));
            return Long.toHexString(short32.getValue());
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
