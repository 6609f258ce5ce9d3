package dev.jimg.files;

/**
 * A tree of files, each with a status. The nodes are numbered breadth first from the root, 0: what is in a directory is
 * a range, in the order of the names' bytes.
 */
public interface Tree {

    /** How many nodes there are, the root included. */
    int count();

    /** The directory a node is in; 0 for the root itself. */
    int parent(int node);

    /** The first node in a directory; the others follow, up to {@link #end}. */
    int first(int node);

    /** Behind the last node in a directory. */
    int end(int node);

    boolean isDirectory(int node);

    String name(int node);

    FileStatus status(int node);

    /** Whether a node, or anything below it, has one of these statuses, given as {@link FileStatus#bit}s. */
    boolean has(int node, int statuses);

    /**
     * Which of two comes first when the largest do; among equals the one with the lower number.
     *
     * @param ownOnly by what makes their status only, and not by all that they hold
     */
    int compareSizes(int a, int b, boolean ownOnly);

    /** How deep a node lies; the root is at 0. */
    default int depth(int node) {
        int depth = 0;
        for (int at = node; at != 0; at = parent(at)) {
            depth++;
        }
        return depth;
    }
}
