package dev.jimg.service;

import dev.jimg.oci.Reference;
import java.time.Duration;
import java.util.List;

/**
 * Takes back what was asked for with {@code undoable}, and tags given here.
 *
 * <p>The embedded store keeps what can be taken back on the disk, for all that use it and after the program ended. On
 * an engine, names can be taken back for as long as the service is open, and deleted images only where
 * {@link #keepDeleted} allows it.
 */
public interface Undo {

    /** How long a change can be taken back unless {@link #keepFor} says otherwise. */
    Duration KEEP = Duration.ofHours(24);

    /** What can be taken back, the newest first. */
    List<Undoable> list();

    /**
     * Takes a change back, all of it or nothing.
     *
     * @return what it was
     * @throws Failure CONFLICT if a name stands for another image by now, NOT_FOUND if it cannot be taken back any more
     */
    Undoable undo(String id);

    /** As {@link ImageService#tag}, so that it can be taken back. */
    void tag(String image, Reference target);

    /**
     * {@link #tag} of several, taken back as one. One that cannot be tagged does not keep the others. Each image is the
     * one that its text stands for before the first is tagged, also where a name of the list moves.
     *
     * @return why some were not tagged, in the order asked for
     */
    List<Failure> tagAll(List<NewName> names);

    /**
     * Whether an engine, too, keeps what is deleted with {@code undoable}: under names of its trash, which everyone
     * sees who lists its images. The embedded store always keeps it. At first, an engine does not.
     */
    void keepDeleted(boolean value);

    /** How long a change can be taken back from now on, also those made before. Of the service, not only of this object. */
    void keepFor(Duration time);

    /** These images without those that are only kept in the trash of an engine. */
    List<ImageSummary> visible(List<ImageSummary> images);

    /** Bytes that are free only when the trash is emptied. */
    long trash();

    /**
     * Gives up what can be taken back of removals, which frees the disk.
     *
     * @return bytes freed
     */
    long emptyTrash();

    /** Gives up what was kept long enough. */
    void expire();
}
