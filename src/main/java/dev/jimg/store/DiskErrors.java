package dev.jimg.store;

import dev.jimg.store.StoreException.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/** The one place that turns what the file system answers into words. */
final class DiskErrors {

    private DiskErrors() {}

    /**
     * @param operation the verb, in the infinitive
     * @param path what it was done to
     * @return to be thrown
     */
    static RuntimeException of(String operation, Path path, IOException e) {
        if (e instanceof ClosedByInterruptException) {
            CancellationException cancelled = new CancellationException("interrupted");
            cancelled.initCause(e);
            return cancelled;
        }
        String subject = path.toString();
        if (e instanceof NoSuchFileException) {
            return new StoreException(Kind.NOT_FOUND, operation, subject, "no such file or directory", "", e);
        }
        if (e instanceof AccessDeniedException) {
            return disk(operation, subject, "permission denied",
                    "Choose a store of your own with --store DIR, or ask its owner.", e);
        }
        String reason = reason(e);
        if (isOutOfSpace(e, path)) {
            String why = contains(reason, "quota") ? "disk quota exceeded" : "no space left on device";
            return disk(operation, subject, why, "Free some space, for example with: jimg-tui image prune", e);
        }
        if (contains(reason, "read-only")) {
            return disk(operation, subject, "read-only file system", "Choose another store with --store DIR.", e);
        }
        if (contains(reason, "too many open files")) {
            return disk(operation, subject, "too many open files", "Raise the limit with: ulimit -n 4096", e);
        }
        if (contains(reason, "input/output error")) {
            return disk(operation, subject, "input/output error", "The disk may be failing: look at dmesg.", e);
        }
        return disk(operation, subject, reason, "", e);
    }

    /** Whether the disk refused for want of space. */
    static boolean isOutOfSpace(StoreException e, Path path) {
        return e.getCause() instanceof IOException cause && isOutOfSpace(cause, path);
    }

    /** Whether this is for want of space, and not for some other reason. */
    static boolean isOutOfSpace(IOException e, Path path) {
        String reason = reason(e);
        return contains(reason, "no space left") || contains(reason, "quota") || isFull(path);
    }

    private static StoreException disk(String operation, String subject, String why, String advice, IOException e) {
        return new StoreException(Kind.DISK, operation, subject, why, advice, e);
    }

    /** The operating system's word without the path, which is the subject already. */
    private static String reason(IOException e) {
        String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    /** The system's words come in the user's language; a disk without a free byte says the same in all of them. */
    private static boolean isFull(Path path) {
        for (Path at = path; at != null; at = at.getParent()) {
            if (Files.exists(at)) {
                try {
                    return Files.getFileStore(at).getUsableSpace() == 0;
                } catch (IOException e) {
                    return false;
                }
            }
        }
        return false;
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part);
    }
}
