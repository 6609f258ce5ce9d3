package dev.jimg.archive;

import dev.jimg.oci.ManifestDocument;
import dev.jimg.oci.Platform;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads archives of images as docker, podman, skopeo and this program write them: docker's form
 * ({@code manifest.json}), an OCI image layout in a tar, and docker's from version 25 on, which is both.
 *
 * <p>Nothing that an archive says is believed: digests are computed, files are found by what they are, and every name
 * stays inside the archive. Where it is both forms, docker's counts, as for docker itself; the layout's manifest is
 * taken where it says the same.
 */
public final class ImageArchive {

    private ImageArchive() {}

    /**
     * How an archive is read.
     *
     * @param platform only images for it
     * @param packing of layers that come unpacked in docker's form: NONE, GZIP or ZSTD
     * @param watches look at what may be layers that are not packed
     * @param progress hears of what may be layers, from whatever thread reads them
     */
    public record Reading(Optional<Platform> platform, Compression packing, LayerWatch.Factory watches,
            ItemProgress progress) {}

    /**
     * Reads a whole archive, packed or not, in one pass; its entries may come in any order.
     *
     * @param in read to its end, not closed
     * @param spool where its files lie afterwards, at least those that are needed
     * @return at least one
     * @throws ArchiveException if it is no such archive, damaged, or beyond a limit
     * @throws dev.jimg.oci.MalformedException if a document in it does not follow its specification
     * @throws java.util.concurrent.CancellationException once cancelled
     */
    @SuppressWarnings("try")
    public static List<ArchivedImage> read(InputStream in, Spool spool, Reading how, Cancellation cancellation)
            throws IOException {
        ArchiveFiles files = ArchiveIntake.read(in, intake(spool, how, cancellation), cancellation);
        try (Blocks.Hold shared = LayerPacker.hold(how.packing())) {
            return images(new ArchiveContent(files, Map.of()), spool, how, cancellation);
        }
    }

    /**
     * As from a stream, with the files in it read side by side, unless it is packed as a whole or the channel is one of a
     * pipe.
     *
     * @param file read from its start, not closed
     * @param spool may be used by several threads at once
     */
    public static List<ArchivedImage> read(FileChannel file, Spool spool, Reading how, SideBySide threads,
            Cancellation cancellation) throws IOException {
        return read(file, spool, how, ManifestDocument.MAX_BYTES, threads, cancellation);
    }

    /** @param largest bytes of a document that is not the first of its form */
    @SuppressWarnings("try")
    static List<ArchivedImage> read(FileChannel file, Spool spool, Reading how, long largest, SideBySide threads,
            Cancellation cancellation) throws IOException {
        if (!FileIntake.suits(file)) {
            return read(Channels.newInputStream(file), spool, how, cancellation);
        }
        FileIntake listed = FileIntake.list(file, cancellation);
        try (Blocks.Hold shared = LayerPacker.hold(how.packing())) {
            ArchiveContent content =
                    listed.take(how, largest, threads, inner -> intake(spool, how, inner), cancellation);
            return images(content, spool, how, cancellation);
        }
    }

    private static MemberIntake intake(Spool spool, Reading how, Cancellation cancellation) {
        return new MemberIntake(spool, how.watches(), how.progress(), cancellation);
    }

    private static List<ArchivedImage> images(ArchiveContent content, Spool spool, Reading how,
            Cancellation cancellation) throws IOException {
        ArchiveFiles files = content.files();
        Optional<Platform> platform = how.platform();
        Optional<ArchivedBlob> manifest = files.find(DockerManifest.NAME);
        Optional<OciTree> tree = OciTree.read(files, spool, manifest.isEmpty());
        List<ArchivedImage> images = new ArrayList<>();
        if (manifest.isPresent()) {
            DockerImages docker = new DockerImages(content, spool, tree, how.packing(), cancellation);
            byte[] document = manifest.get().document(spool, DockerManifest.MAX_BYTES);
            for (DockerManifest.Item item : DockerManifest.parse(document)) {
                cancellation.check();
                docker.image(item, platform).ifPresent(images::add);
            }
        }
        // Of a layout with several platforms docker's manifest names only one.
        if (images.isEmpty() && tree.isPresent()) {
            images.addAll(tree.get().images(platform));
        }
        if (images.isEmpty()) {
            throw new ArchiveException(whyNothing(files, manifest.isPresent() || tree.isPresent(), platform));
        }
        return List.copyOf(images);
    }

    private static String whyNothing(ArchiveFiles files, boolean archive, Optional<Platform> platform)
            throws ArchiveException {
        if (archive) {
            return "it holds no image" + platform.map(wanted -> " for " + wanted).orElse("");
        }
        if (files.find("repositories").isPresent()) {
            return "it is of a form that docker gave up with version 1.10";
        }
        return "it holds neither a manifest.json nor an index.json, and so is no archive of images";
    }
}
