package dev.jimg.fileindex;

import dev.jimg.files.LayerFiles;
import dev.jimg.tar.TarEntry;
import dev.jimg.tar.TarException;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The file system of a container that never ran, as an engine exports it: what all layers of its image show together.
 *
 * <p>An engine lays places of its own over the image when it makes a container, to mount on them when it starts. Where
 * that is what it exports, it is left out, as nothing tells whether the image has something under that name too.
 */
public final class ContainerTar {

    /** Docker's marks of a container, and Podman's. */
    private static final Set<String> MARKS = Set.of(".dockerenv", "run/.containerenv");
    /** Files without a byte, for the engine to mount on. */
    private static final Set<String> FILES = Set.of("etc/hosts", "etc/hostname", "etc/resolv.conf", "dev/console");
    /** They are shown with what is in them, or not at all: an engine makes those that the image lacks. */
    private static final Set<String> DIRECTORIES = Set.of("dev", "dev/pts", "dev/shm", "etc", "proc", "sys", "run");
    private static final Map<String, String> LINKS = Map.of("etc/mtab", "/proc/mounts");

    private ContainerTar() {}

    /**
     * Reads to the end of the stream, which stays open. What is in the files is not looked at.
     *
     * @param part hears what has gone by, from time to time; never of all of it
     * @return all of it
     * @throws TarException if it is no tar
     */
    public static LayerFiles read(InputStream export, Consumer<LayerFiles> part, Cancellation cancellation)
            throws IOException {
        IndexFeed feed = new IndexFeed((Predicate<TarEntry>) ContainerTar::engines);
        LayerIndexer.read(export, feed, PartPace.atOnce(), part, cancellation);
        return feed.files();
    }

    private static boolean engines(TarEntry entry) {
        String path = path(entry.name());
        return switch (entry.type()) {
            case FILE -> MARKS.contains(path) || entry.size() == 0 && FILES.contains(path);
            case DIRECTORY -> DIRECTORIES.contains(path);
            case SYMLINK -> entry.linkName().equals(LINKS.get(path));
            default -> false;
        };
    }

    private static String path(String name) {
        try {
            return EntryPath.clean(name);
        } catch (TarException e) {
            // Whoever takes the entry says so.
            return name;
        }
    }
}
