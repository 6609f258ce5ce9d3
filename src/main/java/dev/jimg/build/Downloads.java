package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import dev.jimg.oci.Digest;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Files that one build fetched or took out of a tar, kept until it ends. */
final class Downloads {

    private final WorkDirectory work;
    private final RemoteFiles remote;
    private final ContentDigests digests;
    private final Cancellation cancellation;
    private final Map<String, Path> fetched = new HashMap<>();

    Downloads(WorkDirectory work, RemoteFiles remote, ContentDigests digests, Cancellation cancellation) {
        this.work = work;
        this.remote = remote;
        this.digests = digests;
        this.cancellation = cancellation;
    }

    static boolean isUrl(String text) {
        return text.startsWith("http://") || text.startsWith("https://") || isGit(text);
    }

    static boolean isGit(String text) {
        return text.startsWith("git@") || text.startsWith("git://") || text.matches("https?://.*\\.git(#.*)?");
    }

    /** The last part of the URL's path; empty if it has none. */
    static String fileName(String url) {
        String path = url.replaceFirst("^https?://[^/?#]*", "").replaceFirst("[?#].*$", "");
        return SlashPath.name(path);
    }

    /**
     * @param checksum what it must have, {@code sha256:…}
     * @throws BuildException REMOTE if it has another checksum, UNSUPPORTED for a git repository
     */
    Path fetch(String url, Optional<String> checksum) {
        if (isGit(url)) {
            throw new BuildException(Kind.UNSUPPORTED, "ADD of a git repository is not offered on the store",
                    "Clone it into the context, or use an engine.");
        }
        Path file = fetched.get(url);
        if (file == null) {
            file = work.newFile();
            try (InputStream in = remote.open(url, cancellation)) {
                write(in, file);
            } catch (IOException e) {
                throw new BuildException(Kind.REMOTE, "ADD failed: the download broke off: " + e.getMessage(), "", e);
            }
            fetched.put(url, file);
        }
        Digest actual = digests.digest(file);
        if (checksum.isPresent() && !Digest.parse(checksum.get()).equals(actual)) {
            throw new BuildException(Kind.REMOTE, "digest mismatch " + actual + ": " + checksum.get(), "");
        }
        return file;
    }

    Path extract(FileContent.Member member) {
        Path file = work.newFile();
        try {
            member.tar().forEach((number, entry, content) -> {
                if (number == member.number()) {
                    write(content, file);
                }
            });
        } catch (IOException e) {
            throw FileFacts.unreadable(file, e);
        }
        return file;
    }

    private void write(InputStream in, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[128 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                cancellation.check();
                out.write(buffer, 0, read);
            }
        }
    }
}
