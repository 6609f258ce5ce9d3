package dev.jimg.tar;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One entry of a tar.
 *
 * @param name as it stands in the archive, a byte string
 * @param mode permissions with setuid, setgid and sticky
 * @param size of a regular file once unpacked, in bytes
 * @param mtime seconds since the epoch; {@code mtimeNanos} after them
 * @param linkName of links: the target, a byte string
 * @param xattrs by name; values are bytes
 * @param segments of a sparse file: where its stored bytes belong, in order; empty if it is stored whole
 */
public record TarEntry(String name, Type type, int mode, long uid, long gid, long size, long mtime, int mtimeNanos,
        String linkName, int major, int minor, SortedMap<String, byte[]> xattrs, List<Segment> segments) {

    public enum Type {
        FILE('0'), HARD_LINK('1'), SYMLINK('2'), CHARACTER_DEVICE('3'), BLOCK_DEVICE('4'), DIRECTORY('5'), FIFO('6');

        final char letter;

        Type(char letter) {
            this.letter = letter;
        }
    }

    /** A piece of a sparse file. */
    public record Segment(long offset, long length) {}

    /** An entry without size, link, device and attributes. */
    public static TarEntry of(String name, Type type, int mode, long uid, long gid, long mtime) {
        return new TarEntry(name, type, mode, uid, gid, 0, mtime, 0, "", 0, 0, new TreeMap<>(), List.of());
    }

    public TarEntry withSize(long bytes) {
        return new TarEntry(name, type, mode, uid, gid, bytes, mtime, mtimeNanos, linkName, major, minor, xattrs,
                segments);
    }

    public TarEntry withLink(String target) {
        return new TarEntry(name, type, mode, uid, gid, size, mtime, mtimeNanos, target, major, minor, xattrs, segments);
    }

    public TarEntry withDevice(int newMajor, int newMinor) {
        return new TarEntry(name, type, mode, uid, gid, size, mtime, mtimeNanos, linkName, newMajor, newMinor, xattrs,
                segments);
    }

    public TarEntry withXattrs(SortedMap<String, byte[]> attributes) {
        return new TarEntry(name, type, mode, uid, gid, size, mtime, mtimeNanos, linkName, major, minor, attributes,
                segments);
    }
}
