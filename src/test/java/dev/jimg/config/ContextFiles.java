package dev.jimg.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Contexts written down as docker writes them. */
final class ContextFiles {

    private ContextFiles() {}

    static Path write(Path dockerDirectory, String name, String host) throws IOException {
        Path directory = dockerDirectory.resolve("contexts/meta").resolve(hash(name));
        return Files.writeString(Files.createDirectories(directory).resolve("meta.json"), "{\"Name\":\"" + name
                + "\",\"Metadata\":{},\"Endpoints\":{\"docker\":{\"Host\":\"" + host + "\",\"SkipTLSVerify\":false}}}");
    }

    private static String hash(String name) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }
}
