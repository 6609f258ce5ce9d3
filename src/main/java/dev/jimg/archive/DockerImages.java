package dev.jimg.archive;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.Layer;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Platform;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes images of what docker's {@code manifest.json} names. */
final class DockerImages {

    private static final int BUFFER_BYTES = 256 * 1024;

    private final ArchiveFiles files;
    private final Spool spool;
    private final Optional<OciTree> tree;
    private final Compression packing;
    private final Cancellation cancellation;
    private final Map<ArchivedBlob, ArchivedBlob> packed;
    private final Map<ArchivedBlob, ImageConfig> configs = new HashMap<>();

    /** @param packing of layers that come in none */
    DockerImages(ArchiveContent content, Spool spool, Optional<OciTree> tree, Compression packing,
            Cancellation cancellation) {
        this.files = content.files();
        this.packed = new HashMap<>(content.packed());
        this.spool = spool;
        this.tree = tree;
        this.packing = packing;
        this.cancellation = cancellation;
    }

    /** Empty if the image is for another platform. */
    Optional<ArchivedImage> image(DockerManifest.Item item, Optional<Platform> platform) throws IOException {
        ImageConfig config = config(files.require(item.config()));
        if (platform.isPresent() && !platform.get().matches(config.platform())) {
            return Optional.empty();
        }
        List<ArchivedBlob> layers = new ArrayList<>();
        for (String layer : item.layers()) {
            layers.add(kept(files.require(layer)));
        }
        if (layers.size() != config.diffIds().size()) {
            throw new ArchiveException("its manifest.json gives an image " + layers.size() + " layers, and the config "
                    + config.diffIds().size());
        }
        Manifest manifest = tree.flatMap(oci -> oci.manifest(config.raw().digest(), layers))
                .orElseGet(() -> manifest(config, layers));
        ArchivedManifest archived = new ArchivedManifest(manifest, config, true, Layer.of(manifest, config),
                layers.stream().map(Optional::of).toList());
        return Optional.of(new ArchivedImage(item.names(), Optional.empty(), List.of(archived)));
    }

    /** A list of a megabyte may name the same file of four a hundred thousand times. */
    private ImageConfig config(ArchivedBlob file) throws IOException {
        ImageConfig known = configs.get(file);
        if (known == null) {
            known = ImageConfig.parse(file.document(spool));
            configs.put(file, known);
        }
        return known;
    }

    private static Manifest manifest(ImageConfig config, List<ArchivedBlob> layers) {
        Descriptor configBlob = Descriptor.of(MediaType.OCI_CONFIG, config.raw().digest(), config.raw().size());
        return Manifests.of(configBlob, layers.stream().map(layer ->
                Descriptor.of(Manifests.layerType(layer.compression()), layer.digest(), layer.size())).toList());
    }

    /**
     * The layer as it is kept: as it came, because packing it anew takes longer than all the rest, unless that is wished;
     * unpacked where the specification has no name for what it is packed with.
     */
    private ArchivedBlob kept(ArchivedBlob layer) throws IOException {
        boolean plain = layer.compression() == Compression.NONE;
        if (plain ? packing == Compression.NONE : Manifests.layerType(layer.compression()) != null) {
            return layer;
        }
        ArchivedBlob known = packed.get(layer);
        if (known == null) {
            known = packed(layer);
            packed.put(layer, known);
        }
        return known;
    }

    private ArchivedBlob packed(ArchivedBlob layer) throws IOException {
        try (InputStream tar = LayerStream.open(layer.open(spool), LayerLimits.SPOOLED);
                LayerPacker packer = new LayerPacker(spool.begin(Digest.Algorithm.SHA256), packing)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = tar.read(buffer); read >= 0; read = tar.read(buffer)) {
                cancellation.check();
                packer.write(buffer, 0, read);
            }
            return packer.finish(layer);
        }
    }
}
