package dev.jimg.files;

/**
 * What is known of the entries of a layer, a column each; the root is 0. This is what is saved and read again.
 *
 * @param parent which directory it is in; 0 for the root itself. Never falls from one entry to the next
 * @param names the names one after the other, as bytes; the root's is empty
 * @param nameEnds where each name ends
 * @param kinds {@link FileKind}, with {@link #OPAQUE} and {@link #IMPLICIT} added
 * @param modes permissions with setuid, setgid and sticky
 * @param owners which of {@code ownerIds}
 * @param sizes bytes of files, 0 of everything else
 * @param times seconds since the epoch
 * @param ownerIds user and group in turn
 * @param linked the entries that lead elsewhere, ascending
 * @param links where to, as byte strings
 */
public record LayerColumns(int[] parent, byte[] names, int[] nameEnds, byte[] kinds, short[] modes, int[] owners,
        long[] sizes, long[] times, long[] ownerIds, int[] linked, String[] links) {

    /** Of a directory: what lower layers have in it is gone («Opaque Whiteout»). */
    public static final int OPAQUE = 0x10;

    /** The layer does not have the directory itself, only something in it. */
    public static final int IMPLICIT = 0x20;

    static final int KIND = 0x0f;

    public int count() {
        return parent.length;
    }
}
