package dev.jimg.build;

import java.util.ArrayDeque;
import java.util.Deque;

/** Slash-separated paths as text, because a path inside an image is none of this machine. */
final class SlashPath {

    private SlashPath() {}

    /** The shortest path of the same meaning, as Go's {@code path.Clean}: {@code .} if nothing is left of it. */
    static String clean(String path) {
        boolean rooted = path.startsWith("/");
        Deque<String> kept = new ArrayDeque<>();
        for (String part : path.split("/")) {
            if (part.equals("..") && !kept.isEmpty() && !kept.peekLast().equals("..")) {
                kept.removeLast();
            } else if (part.equals("..") ? !rooted : !part.isEmpty() && !part.equals(".")) {
                kept.addLast(part);
            }
        }
        String joined = String.join("/", kept);
        return rooted ? "/" + joined : joined.isEmpty() ? "." : joined;
    }

    /** An absolute path stays what it is; another one is taken from the directory. */
    static String resolve(String directory, String path) {
        return clean(path.startsWith("/") ? path : (directory.isEmpty() ? "/" : directory) + "/" + path);
    }

    /** The path without leading slashes, inside whatever root: {@code ..} never leads above it. */
    static String inside(String path) {
        String clean = clean("/" + path);
        return clean.substring(1);
    }

    static String join(String directory, String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }

    /** The directory of a path, empty for the root. */
    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
