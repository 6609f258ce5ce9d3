package dev.jimg.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Which state of a file this is: one that was written to since, in place or by putting another in its place, has another
 * stamp. The time of change is among it because nobody can set that, as tools do that copy a file with its times.
 *
 * <p>File systems count time in steps. Who writes twice within one step leaves one stamp, so a stamp vouches for what was
 * read only where it was {@linkplain #settled settled} then.
 *
 * @param size in bytes; -1 where there is no file
 * @param modified when its bytes changed, in nanoseconds since the epoch
 * @param changed when anything of it changed, in nanoseconds since the epoch
 */
record FileStamp(long device, long inode, long size, long modified, long changed) {

    static final FileStamp ABSENT = new FileStamp(0, 0, -1, 0, 0);

    static FileStamp of(Path file) throws IOException {
        try {
            Map<String, Object> all = Files.readAttributes(file, "unix:dev,ino,size,lastModifiedTime,ctime");
            return new FileStamp((Long) all.get("dev"), (Long) all.get("ino"), (Long) all.get("size"),
                    nanos(all.get("lastModifiedTime")), nanos(all.get("ctime")));
        } catch (NoSuchFileException e) {
            return ABSENT;
        }
    }

    private static long nanos(Object time) {
        return ((FileTime) time).to(TimeUnit.NANOSECONDS);
    }

    /**
     * Whether whatever happens to the file after a moment gives it another stamp; of one that is not there it does.
     *
     * @param looked before the stamp was taken
     * @param step how coarse the times of the file system may be
     */
    boolean settled(Instant looked, Duration step) {
        long limit = TimeUnit.SECONDS.toNanos(looked.getEpochSecond()) + looked.getNano() - step.toNanos();
        return equals(ABSENT) || modified < limit && changed < limit;
    }

    /** Whether all but the time of change is the same: that a new name of the file sets too, a hard link or a move. */
    boolean sameFile(FileStamp other) {
        return device == other.device && inode == other.inode && size == other.size && modified == other.modified;
    }

    /** Written out, because what the compiler makes for a record is linked at run time: a one-shot command feels that. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FileStamp stamp && sameFile(stamp) && changed == stamp.changed;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(inode) * 31 + Long.hashCode(changed);
    }
}
