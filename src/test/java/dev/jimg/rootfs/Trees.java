package dev.jimg.rootfs;

import dev.jimg.tar.TarEntry;
import dev.jimg.tar.TarWriter;
import dev.jimg.testing.Run;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Trees made by a shell, and layers made by hand. */
final class Trees {

    private Trees() {}

    /** Runs a script in a directory. */
    static void shell(Path directory, String script) {
        Run.of("sh", "-ec", script).in(directory).run();
    }

    /** A directory with a layer on it. */
    static Path unpacked(Path directory, byte[]... layers) throws IOException {
        Files.createDirectories(directory);
        try (LayerUnpacker unpacker = LayerUnpacker.open(directory)) {
            for (byte[] layer : layers) {
                unpacker.apply(new ByteArrayInputStream(layer), Cancellation.none());
            }
        }
        return directory;
    }

    static byte[] layer(TarEntry... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(bytes)) {
            for (TarEntry entry : entries) {
                tar.put(entry, new ByteArrayInputStream("x".repeat((int) entry.size()).getBytes(StandardCharsets.UTF_8)));
            }
        }
        return bytes.toByteArray();
    }

    static TarEntry file(String name) {
        return TarEntry.of(name, TarEntry.Type.FILE, 0644, 0, 0, 1000).withSize(3);
    }

    static TarEntry directory(String name) {
        return TarEntry.of(name, TarEntry.Type.DIRECTORY, 0755, 0, 0, 1000);
    }

    static TarEntry symlink(String name, String target) {
        return TarEntry.of(name, TarEntry.Type.SYMLINK, 0777, 0, 0, 1000).withLink(target);
    }

    static TarEntry hardLink(String name, String target) {
        return TarEntry.of(name, TarEntry.Type.HARD_LINK, 0644, 0, 0, 1000).withLink(target);
    }

    static byte[] diff(TreeSnapshot before, Path directory) throws IOException {
        try (RootTree tree = RootTree.open(directory)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            LayerDiff.since(before, tree).writeTo(bytes, Cancellation.none());
            return bytes.toByteArray();
        }
    }

    static TreeSnapshot snapshot(Path directory) throws IOException {
        try (RootTree tree = RootTree.open(directory)) {
            return TreeSnapshot.of(tree);
        }
    }

    /** The names in a tar, as GNU tar reads them. */
    static List<String> names(Path directory, byte[] tar) throws IOException {
        Path file = Files.write(directory.resolve("names.tar"), tar);
        return Run.command("tar", "tf", file.toString()).out().lines().toList();
    }
}
