package dev.jimg.runtime;

import dev.jimg.posix.Bytes;
import dev.jimg.posix.Dir;
import dev.jimg.posix.FileStat;
import dev.jimg.posix.PosixException;
import dev.jimg.rootfs.RootTree;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The places in a root file system that something is mounted on. Runtimes make those that are missing, and leave them:
 * they would be in the layer that is made of the container. So they are made here, and taken away again where nothing
 * came of them, with the times of the directories they were in put back.
 */
public final class MountPoints {

    private static final List<String> DIRECTORIES = List.of("/proc", "/dev", "/sys");
    private static final List<String> FILES = List.of("/etc/resolv.conf", "/etc/hosts", "/etc/hostname");
    private static final int FILE_MODE = 0755;
    private static final int MAX_LINKS = 40;

    private final RootTree root;
    private final Deque<String> made = new ArrayDeque<>();
    private final Map<String, Parent> parents = new LinkedHashMap<>();

    /** When a directory was changed: before us, and by us. */
    private record Parent(FileStat.Time before, FileStat.Time after) {}

    private MountPoints(RootTree root) {
        this.root = root;
    }

    /** Makes those that every container has. */
    public static MountPoints make(RootTree root) throws PosixException {
        return make(root, List.of(), List.of());
    }

    /** The same, and those of more. */
    static MountPoints make(RootTree root, List<BindMount> more, List<TmpfsMount> memory) throws PosixException {
        MountPoints points = new MountPoints(root);
        for (String path : DIRECTORIES) {
            points.add(Bytes.ofText(path), true);
        }
        for (String path : FILES) {
            points.add(Bytes.ofText(path), false);
        }
        for (BindMount mount : more) {
            points.add(Bytes.ofText(mount.target()), Files.isDirectory(mount.source()));
        }
        for (TmpfsMount mount : memory) {
            points.add(Bytes.ofText(mount.target()), true);
        }
        points.noteParents();
        return points;
    }

    /** Puts the times of the directories back, and leaves what was made: for what is no part of any layer. */
    public void keep() throws PosixException {
        for (Map.Entry<String, Parent> parent : parents.entrySet()) {
            setTime(parent.getKey(), parent.getValue().before());
        }
    }

    /** Takes away what was made and is still empty. */
    public void clean() throws PosixException {
        Map<String, Parent> untouched = new LinkedHashMap<>();
        for (Map.Entry<String, Parent> parent : parents.entrySet()) {
            Optional<FileStat> now = root.stat(parent.getKey());
            if (now.isPresent() && now.get().mtime().equals(parent.getValue().after())) {
                untouched.put(parent.getKey(), parent.getValue());
            }
        }
        while (!made.isEmpty()) {
            remove(made.pop());
        }
        for (Map.Entry<String, Parent> parent : untouched.entrySet()) {
            if (root.stat(parent.getKey()).isPresent()) {
                setTime(parent.getKey(), parent.getValue().before());
            }
        }
    }

    private void add(String path, boolean directory) throws PosixException {
        String real = real(path);
        StringBuilder prefix = new StringBuilder();
        List<String> names = List.of(real.split("/"));
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                continue;
            }
            String parent = prefix.toString();
            prefix.append('/').append(name);
            if (root.stat(prefix.toString()).isEmpty()) {
                create(parent, name, directory || i < names.size() - 1);
                made.push(prefix.toString());
            }
        }
    }

    private void create(String parent, String name, boolean directory) throws PosixException {
        try (Dir dir = root.directory(parent)) {
            FileStat.Time before = dir.stat().mtime();
            parents.putIfAbsent(parent, new Parent(before, before));
            if (directory) {
                dir.mkdir(name, 0755);
            } else {
                dir.create(name).close();
                dir.chmod(name, FILE_MODE);
            }
        }
    }

    /** Where a link at the end of the path leads, also where there is nothing yet: there a runtime mounts. */
    private String real(String path) throws PosixException {
        String at = path;
        for (int links = 0; links < MAX_LINKS; links++) {
            int slash = at.lastIndexOf('/');
            if (root.stat(at).filter(FileStat::isSymlink).isEmpty()) {
                return at;
            }
            try (Dir parent = root.directory(at.substring(0, slash))) {
                String target = parent.readlink(at.substring(slash + 1));
                at = lexical(target.startsWith("/") ? target : at.substring(0, slash) + "/" + target);
            }
        }
        return path;
    }

    private static String lexical(String path) {
        List<String> names = new ArrayList<>();
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                names = names.subList(0, Math.max(0, names.size() - 1));
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return "/" + String.join("/", names);
    }

    private void noteParents() throws PosixException {
        for (Map.Entry<String, Parent> parent : parents.entrySet()) {
            try (Dir dir = root.directory(parent.getKey())) {
                parent.setValue(new Parent(parent.getValue().before(), dir.stat().mtime()));
            }
        }
    }

    private void remove(String path) {
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        try (Dir parent = root.directory(path.substring(0, slash))) {
            Optional<FileStat> stat = parent.stat(name);
            if (stat.filter(FileStat::isDirectory).isPresent()) {
                parent.rmdir(name);
            } else if (stat.filter(file -> file.isRegular() && file.size() == 0).isPresent()) {
                parent.unlink(name);
            }
        } catch (PosixException e) {
            // Something was put into it, or in its place: then it is the container's, and stays.
        }
    }

    private void setTime(String path, FileStat.Time time) throws PosixException {
        try (Dir dir = root.directory(path)) {
            dir.setTime(".", time);
        }
    }
}
