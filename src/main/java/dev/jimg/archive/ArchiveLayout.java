package dev.jimg.archive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Reference;
import dev.jimg.transfer.VerifyingInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What an archive of images consists of, in docker's order: {@code blobs/} by digest, {@code index.json},
 * {@code manifest.json}, {@code oci-layout}, {@code repositories}. The same images give the same bytes.
 */
final class ArchiveLayout {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String CONTAINERD_NAME = "io.containerd.image.name";

    private final BlobSource source;
    private final TreeMap<Digest, ArchivePart> blobs = new TreeMap<>();
    private final ArrayNode index = JSON.arrayNode();

    private ArchiveLayout(BlobSource source) {
        this.source = source;
    }

    /**
     * As docker writes it since version 25, which older ones, podman and skopeo read too: layers as plain tars.
     *
     * <p>Docker would take packed layers as well, and writing them is fifteen times as fast. But then what comes out
     * depends on how a registry packed the layers, and no two engines save the same image alike.
     */
    static List<ArchivePart> docker(List<SavedImage> images, BlobSource source) {
        ArchiveLayout layout = new ArchiveLayout(source);
        ArrayNode manifests = JSON.arrayNode();
        TreeMap<String, ObjectNode> repositories = new TreeMap<>();
        for (SavedImage image : images) {
            Manifest plain = layout.plain(image);
            layout.addManifest(plain, image, name -> name.tag().orElseThrow());
            manifests.add(item(image, plain));
            String top = plain.layers().stream().reduce((low, high) -> high).map(layer -> layer.digest().hex())
                    .orElse("");
            for (Reference name : image.names()) {
                repositories.computeIfAbsent(name.familiarName(), key -> JSON.objectNode())
                        .put(name.tag().orElseThrow(), top);
            }
        }
        List<ArchivePart> parts = layout.parts();
        parts.add(parts.size() - 1, ArchivePart.document(DockerManifest.NAME, line(manifests.toString())));
        if (!repositories.isEmpty()) {
            ObjectNode json = JSON.objectNode();
            repositories.forEach(json::set);
            parts.add(ArchivePart.document("repositories", line(json.toString())));
        }
        return parts;
    }

    /** An OCI image layout, manifests and layers as they are kept, so that digests stay what registries say. */
    static List<ArchivePart> oci(List<SavedImage> images, BlobSource source) {
        ArchiveLayout layout = new ArchiveLayout(source);
        for (SavedImage image : images) {
            for (Descriptor layer : image.manifest().layers()) {
                if (!layer.mediaType().isForeignLayer()) {
                    layout.add(layer.digest(), layer.size(), () ->
                            new VerifyingInputStream(source.open(layer.digest()), layer.digest(), layer.size()));
                }
            }
            layout.addManifest(image.manifest(), image, Reference::toString);
        }
        return layout.parts();
    }

    /** The image with its layers unpacked, which it adds. */
    private Manifest plain(SavedImage image) {
        List<Descriptor> layers = new ArrayList<>();
        List<Descriptor> packed = image.manifest().layers();
        for (int i = 0; i < packed.size(); i++) {
            Digest blob = packed.get(i).digest();
            Digest tar = image.config().diffIds().get(i).digest();
            long size = image.tarSizes().get(i);
            layers.add(Descriptor.of(MediaType.OCI_LAYER, tar, size));
            add(tar, size, () -> new VerifyingInputStream(
                    LayerStream.open(source.open(blob), LayerLimits.DEFAULT), tar, size));
        }
        ImageConfig config = image.config();
        return Manifests.of(Descriptor.of(MediaType.OCI_CONFIG, config.raw().digest(), config.raw().size()), layers);
    }

    private void add(Digest digest, long size, ArchivePart.Content content) {
        blobs.putIfAbsent(digest, new ArchivePart(path(digest), size, Optional.of(digest.shortHex()), content));
    }

    /** @param refName docker has the bare tag there, podman and skopeo the name to find it by */
    private void addManifest(Manifest manifest, SavedImage image, Function<Reference, String> refName) {
        addDocument(image.config().raw().digest(), image.config().raw().bytes());
        addDocument(manifest.digest(), manifest.raw().bytes());
        if (image.names().isEmpty()) {
            Manifests.put(index.addObject(), manifest.descriptor());
        }
        for (Reference name : image.names()) {
            ObjectNode entry = index.addObject();
            Manifests.put(entry, manifest.descriptor());
            entry.putObject("annotations").put(CONTAINERD_NAME, name.toString())
                    .put(Descriptor.REF_NAME, refName.apply(name));
        }
    }

    private void addDocument(Digest digest, byte[] bytes) {
        blobs.put(digest, ArchivePart.document(path(digest), bytes));
    }

    private static ObjectNode item(SavedImage image, Manifest plain) {
        ObjectNode item = JSON.objectNode();
        item.put("Config", path(image.config().raw().digest()));
        item.putArray("RepoTags");
        image.names().forEach(name -> item.withArray("RepoTags").add(name.familiar()));
        item.putArray("Layers");
        ObjectNode sources = JSON.objectNode();
        for (Descriptor layer : plain.layers()) {
            item.withArray("Layers").add(path(layer.digest()));
            Manifests.put(sources.putObject(layer.digest().toString()), layer);
        }
        item.set("LayerSources", sources);
        return item;
    }

    private List<ArchivePart> parts() {
        List<ArchivePart> parts = new ArrayList<>();
        parts.add(ArchivePart.directory("blobs/"));
        for (Digest.Algorithm algorithm : Digest.Algorithm.values()) {
            List<ArchivePart> own = blobs.entrySet().stream()
                    .filter(blob -> blob.getKey().algorithm() == algorithm).map(Map.Entry::getValue).toList();
            if (!own.isEmpty()) {
                parts.add(ArchivePart.directory("blobs/" + algorithm.label() + "/"));
                parts.addAll(own);
            }
        }
        ObjectNode json = JSON.objectNode();
        json.put("schemaVersion", 2).put("mediaType", MediaType.OCI_INDEX.value()).set("manifests", index);
        parts.add(ArchivePart.document("index.json", json.toString().getBytes(StandardCharsets.UTF_8)));
        parts.add(ArchivePart.document("oci-layout",
                "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8)));
        return parts;
    }

    private static String path(Digest digest) {
        return "blobs/" + digest.algorithm().label() + "/" + digest.hex();
    }

    /** Go's encoder ends a document with a line feed. */
    private static byte[] line(String json) {
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
