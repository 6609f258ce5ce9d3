package dev.jimg.service;

import dev.jimg.oci.Reference;
import dev.jimg.service.archive.Archives;
import dev.jimg.service.build.Builds;
import dev.jimg.service.container.Containers;
import dev.jimg.service.diff.ImageDiffs;
import dev.jimg.service.files.ImageFiles;
import dev.jimg.transfer.Cancellation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Images here and in registries. Every method may be called from any thread, and blocks until it has its answer.
 *
 * <p>«image» in a parameter is what a person types: a reference, or an image ID or a unique prefix of one, with or
 * without {@code sha256:}. Every method throws {@link Failure} when it could not do what it was asked for, and
 * {@link java.util.concurrent.CancellationException} once its {@link Cancellation} was cancelled.
 */
public interface ImageService extends AutoCloseable {

    /** What stands behind this service, where and why. Does not wait for a network. */
    BackendInfo info();

    /** More to know of it, in order, by name: asked of it now, so that this may wait. For {@code info}. */
    Map<String, String> about();

    /** The images that match, newest first; among equals by name. */
    List<ImageSummary> list(ListRequest request);

    /** What of the place cannot be read, so that the list may lack images: sentences for a person. Mostly none. */
    default List<String> problems() {
        return List.of();
    }

    /** How much disk the images take, and how much of it none of the tags needs. */
    DiskUsage usage();

    /** Everything that is known of one image. */
    ImageDetails inspect(String image);

    /**
     * An object of any type as the backend has it, in docker's JSON.
     *
     * @param size also what a container takes on the disk, which has to be measured
     */
    String inspectObject(ObjectType type, String name, boolean size);

    /** The steps that made an image, the newest first, as docker shows them. */
    default List<HistoryRow> history(String image) {
        return history(image, Cancellation.none());
    }

    /** The same; a layer that nobody has unpacked yet is unpacked to measure it. */
    List<HistoryRow> history(String image, Cancellation cancellation);

    /**
     * The same for who shows what is there before all is.
     *
     * @param measured hears the steps whenever one more layer is measured, never from two threads at once; it must not wait
     */
    default List<HistoryRow> history(String image, Consumer<List<HistoryRow>> measured, Cancellation cancellation) {
        return history(image, cancellation);
    }

    /** The same at once: the size of a layer that nobody has unpacked yet is {@link HistoryRow#UNMEASURED}. */
    default List<HistoryRow> steps(String image) {
        return history(image);
    }

    /**
     * Makes this process ready for its first transfer with a registry, where it is this process that does it: what has to
     * be loaded and compiled is, once, beside other work. Nobody is asked for anything, no file is read or written, and it
     * never fails. Ends soon after it was cancelled.
     */
    default void rehearse(Cancellation cancellation) {}

    /** What a pull would fetch, without fetching a layer. */
    PullPlan plan(PullRequest request, Cancellation cancellation);

    /**
     * Fetches an image. Layers that are here are not fetched again; what an earlier attempt left is continued.
     *
     * @param events hears, from several threads but never two at once, {@link TransferEvent.Resolved} once and then
     *     progress per layer; it must not wait
     */
    PullResult pull(PullRequest request, Consumer<TransferEvent> events, Cancellation cancellation);

    /**
     * Sends an image to the registry that its name says. Layers that are there already are not sent.
     *
     * @param events as of {@link #pull}
     */
    PushResult push(PushRequest request, Consumer<TransferEvent> events, Cancellation cancellation);

    /** Makes {@code target} another name of an image. An image that had that name before keeps its other names. */
    void tag(String image, Reference target);

    /** What {@link #remove} would do, without doing it. */
    RemovalPlan planRemoval(RemoveRequest request);

    /**
     * Takes names or images away, in the order asked for.
     *
     * <p>One that cannot be removed does not keep the others: it comes back as a {@link Failure} in the result.
     */
    RemovalResult remove(RemoveRequest request);

    /** What {@link #prune} would do, without doing it. */
    PrunePlan planPrune(PruneRequest request);

    /** Takes away what nobody uses. */
    RemovalResult prune(PruneRequest request);

    /** Taking removals and tags back. */
    Undo undo();

    /** What takes disk here: images, containers, volumes, build cache. */
    SystemUsage systemUsage();

    /** Images as files: save, load, import. */
    Archives archives();

    /** Containers: enough to try an image, and to clear what blocks a removal. */
    Containers containers();

    /** Building images. */
    Builds builds();

    /** Transfers that go on when this process ends; empty where that cannot be had. */
    default Optional<BackgroundTransfers> background() {
        return Optional.empty();
    }

    /** The files of images, without unpacking or pulling them. */
    ImageFiles files();

    /** What tells images apart. */
    ImageDiffs diffs();

    /**
     * Compares every blob of images with its digest. Blocks for as long as it takes to read them all.
     *
     * @param progress from any thread, never two at once; who hears it must not wait
     */
    VerifyResult verify(VerifyRequest request, Consumer<VerifyProgress> progress, Cancellation cancellation);

    /** Looks for repositories on Docker Hub, or in the catalogue of the registry that the term names. */
    SearchResult search(SearchRequest request, Cancellation cancellation);

    /** The tags of a repository in its registry, in the registry's order. */
    TagList tags(TagsRequest request, Cancellation cancellation);

    /** What a tag or digest of a registry stands for, without fetching a layer. */
    RemoteImage describe(Reference reference, Cancellation cancellation);

    /** Which names have moved in their registries. */
    Updates updates();

    /** Who one is at the registries. */
    RegistryLogins logins();

    /**
     * Tells of changes to the images from now on, whoever makes them.
     *
     * @param listener called from a thread of the service; it must not wait
     * @return close it to hear no more
     */
    Subscription subscribe(Consumer<ImageEvent> listener);

    /** Lets go of connections, threads and locks. Operations under way are cancelled. */
    @Override
    void close();

    /** What {@link #subscribe} began. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
