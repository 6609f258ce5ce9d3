package dev.jimg.backend.shared;

import dev.jimg.service.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Turns what happens to a file that a person named into words. */
public final class FileErrors {

    private FileErrors() {}

    /**
     * @param operation the verb, in the infinitive
     * @param subject the file as the person named it, or what stands for it: {@code standard output}
     */
    public static Failure of(String operation, String subject, IOException e) {
        if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
            return new Failure(Failure.Kind.NOT_FOUND, operation, subject, "no such file or directory", "", e);
        }
        if (e instanceof AccessDeniedException) {
            return new Failure(Failure.Kind.DISK, operation, subject, "permission denied", "", e);
        }
        // The operating system's word without the path, which is the subject already.
        String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        return new Failure(Failure.Kind.DISK, operation, subject,
                reason == null ? e.getClass().getSimpleName() : reason, "", e);
    }
}
