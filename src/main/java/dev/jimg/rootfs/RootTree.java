package dev.jimg.rootfs;

import dev.jimg.posix.Bytes;
import dev.jimg.posix.Dir;
import dev.jimg.posix.Errno;
import dev.jimg.posix.FileStat;
import dev.jimg.posix.OpenFile;
import dev.jimg.posix.Posix;
import dev.jimg.posix.PosixException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A directory seen as a container sees it: as {@code /}. Paths are byte strings ({@link Bytes}), with or without a leading
 * slash; whatever links and {@code ..} they hold, they end inside.
 *
 * <p>Not thread-safe. To be closed.
 */
public final class RootTree implements Closeable {

    /** As the kernel counts. */
    private static final int MAX_LINKS = 40;
    private static final int NEW_DIRECTORY_MODE = 0755;

    private final Dir root;

    private RootTree(Dir root) {
        this.root = root;
    }

    /**
     * @throws PosixException if there is no such directory
     * @throws UnsupportedOperationException if system calls do not work here, see {@link Posix#require}
     */
    public static RootTree open(Path root) throws PosixException {
        Posix.require();
        return new RootTree(Dir.open(root));
    }

    /** The root itself; not to be closed. */
    public Dir root() {
        return root;
    }

    /** The directory at this path, to be closed; links in it, the last one too, are followed. */
    public Dir directory(String path) throws PosixException {
        return walk(path, false).dir();
    }

    /**
     * A directory, and the path at which it really is.
     *
     * @param path without links, without slashes at its ends; empty for the root
     * @param made paths of those that had to be made on the way, the uppermost first
     */
    record Place(Dir dir, String path, List<String> made) implements Closeable {

        /** The real path of an entry of it. */
        String child(String name) {
            return path.isEmpty() ? name : path + "/" + name;
        }

        @Override
        public void close() {
            dir.close();
        }
    }

    /** What is at this path; a link at its end is told as a link. Empty if there is nothing. */
    public Optional<FileStat> stat(String path) throws PosixException {
        String name = name(path);
        try (Dir parent = directory(name.isEmpty() ? path : parent(path))) {
            return name.isEmpty() ? Optional.of(parent.stat()) : parent.stat(name);
        } catch (PosixException e) {
            return nothing(e);
        }
    }

    /**
     * The content of a regular file; links are followed. Empty if there is none.
     *
     * @throws IOException also if it is longer than {@code limit} bytes
     */
    public Optional<byte[]> read(String path, int limit) throws IOException {
        String at = path;
        for (int links = 0; links < MAX_LINKS; links++) {
            String name = name(at);
            if (name.isEmpty()) {
                return Optional.empty();
            }
            try (Dir parent = directory(parent(at))) {
                Optional<FileStat> stat = parent.stat(name);
                if (stat.isEmpty() || !stat.get().isSymlink()) {
                    return stat.filter(FileStat::isRegular).isEmpty() ? Optional.empty() : read(parent, name, limit);
                }
                String target = parent.readlink(name);
                at = target.startsWith("/") ? target : parent(at) + "/" + target;
            } catch (PosixException e) {
                return nothing(e);
            }
        }
        return Optional.empty();
    }

    private static Optional<byte[]> read(Dir parent, String name, int limit) throws IOException {
        try (OpenFile file = parent.read(name)) {
            if (!file.stat().isRegular()) {
                return Optional.empty();
            }
            try (InputStream in = file.input()) {
                byte[] bytes = in.readNBytes(limit + 1);
                if (bytes.length > limit) {
                    throw new IOException(Bytes.text(name) + " is longer than the " + limit + " bytes it may have");
                }
                return Optional.of(bytes);
            }
        }
    }

    /** What is before the last slash. */
    static String parent(String path) {
        String trimmed = trimmed(path);
        int slash = trimmed.lastIndexOf('/');
        return slash < 0 ? "" : trimmed.substring(0, slash);
    }

    /** The last component; empty for the root, and where the path ends in {@code .} or {@code ..}. */
    static String name(String path) {
        String trimmed = trimmed(path);
        String name = trimmed.substring(trimmed.lastIndexOf('/') + 1);
        return name.equals(".") || name.equals("..") ? "" : name;
    }

    private static String trimmed(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /** @param make what is missing, with mode 0755 and our owner */
    Place walk(String path, boolean make) throws PosixException {
        Deque<String> ahead = new ArrayDeque<>();
        push(ahead, path);
        Deque<FileStat> above = new ArrayDeque<>();
        Deque<String> names = new ArrayDeque<>();
        List<String> made = new ArrayList<>();
        Dir here = root.again();
        int links = 0;
        try {
            while (!ahead.isEmpty()) {
                String name = ahead.pop();
                if (name.equals("..")) {
                    here = above.isEmpty() ? here : replace(here, here.up(above.pop()));
                    names.pollLast();
                    continue;
                }
                if (isLink(here, name)) {
                    if (++links > MAX_LINKS) {
                        throw PosixException.tooManyLinks(path);
                    }
                    String target = here.readlink(name);
                    if (target.startsWith("/")) {
                        here = replace(here, root.again());
                        above.clear();
                        names.clear();
                    }
                    push(ahead, target);
                } else {
                    names.addLast(name);
                    if (make && here.stat(name).isEmpty()) {
                        here.mkdir(name, NEW_DIRECTORY_MODE);
                        made.add(String.join("/", names));
                    }
                    above.push(here.stat());
                    here = replace(here, here.openDir(name));
                }
            }
            return new Place(here, String.join("/", names), made);
        } catch (PosixException | RuntimeException e) {
            here.close();
            throw e;
        }
    }

    private static boolean isLink(Dir here, String name) throws PosixException {
        return here.stat(name).filter(FileStat::isSymlink).isPresent();
    }

    private static Dir replace(Dir old, Dir next) {
        old.close();
        return next;
    }

    /** Puts the components of a path before those that are ahead. */
    private static void push(Deque<String> ahead, String path) {
        String[] names = path.split("/");
        for (int i = names.length - 1; i >= 0; i--) {
            if (!names[i].isEmpty() && !names[i].equals(".")) {
                ahead.push(names[i]);
            }
        }
    }

    private static <T> Optional<T> nothing(PosixException e) throws PosixException {
        if (e.is(Errno.ENOENT) || e.is(Errno.ENOTDIR) || e.is(Errno.ELOOP)) {
            return Optional.empty();
        }
        throw e;
    }

    @Override
    public void close() {
        root.close();
    }
}
