package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import dev.jimg.oci.Digest;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

/** Digests of the files of this machine that a build takes in, each read once. */
final class ContentDigests {

    private static final int BUFFER_BYTES = 128 * 1024;

    private final Map<Path, Digest> known = new HashMap<>();
    private final Cancellation cancellation;

    ContentDigests(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /** A text that is equal for equal content only. */
    String identity(FileContent content) {
        if (content instanceof FileContent.Local local) {
            return digest(local.file()).toString();
        }
        if (content instanceof FileContent.Inline inline) {
            return Digest.of(inline.bytes()).toString();
        }
        FileContent.Member member = (FileContent.Member) content;
        return member.tar().identity() + "#" + member.number();
    }

    Digest digest(Path file) {
        Digest before = known.get(file);
        if (before == null) {
            before = read(file);
            known.put(file, before);
        }
        return before;
    }

    /**
     * To be told what was really read when the layer was written: a file that changed meanwhile must not come into the
     * cache under the digest it had.
     *
     * @throws BuildException DISK if it is not the digest that {@link #digest} answered
     */
    void confirm(Path file, Digest actual) {
        if (!digest(file).equals(actual)) {
            throw changed(file);
        }
    }

    static BuildException changed(Path file) {
        return new BuildException(Kind.DISK, "'" + file + "' changed while it was read", "Build again.");
    }

    private Digest read(Path file) {
        MessageDigest hash = Digest.Algorithm.SHA256.newHash();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                cancellation.check();
                hash.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw FileFacts.unreadable(file, e);
        }
        return Digest.of(Digest.Algorithm.SHA256, hash.digest());
    }
}
