package dev.jimg.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bytes in a file with what a descriptor says of them. The file is deleted when the JVM ends. */
public record Content(String mediaType, String digest, long size, Path file) {

    /** For a manifest or config that no builder would write. */
    public static Content of(String mediaType, String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return of(mediaType, Files.write(newFile(), bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Content of(String mediaType, Path file) {
        try {
            return new Content(mediaType, digestOf(Files.newInputStream(file)), Files.size(file), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file for content to be written to. */
    static Path newFile() {
        try {
            return Files.createTempFile(Directory.PATH, "content-", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code sha256:…} of everything the stream holds; closes it. */
    static String digestOf(InputStream stream) throws IOException {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(stream, sha256)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return "sha256:" + HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All of it: for manifests and configs, not for layers. */
    public byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** As it stands in a manifest. */
    Map<String, Object> descriptor() {
        Map<String, Object> descriptor = new LinkedHashMap<>();
        descriptor.put("mediaType", mediaType);
        descriptor.put("digest", digest);
        descriptor.put("size", size);
        return descriptor;
    }

    /** Made when the first content is. */
    private static final class Directory {
        static final Path PATH = TempDirs.forThisJvm("jimg-fixtures-");
    }
}
