package dev.jimg.archive;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.ImageIndex;
import dev.jimg.oci.Layer;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The OCI image layout in an archive (image spec, «Image Layout»): its index, and what that leads to. */
final class OciTree {

    static final String INDEX = "index.json";
    private static final String CONTAINERD_NAME = "io.containerd.image.name";
    private static final int MAX_DEPTH = 4;

    private final ArchiveFiles files;
    private final Spool spool;
    private final ImageIndex root;
    /** The manifests by their configs, once they were asked for: there may be as many images that ask. */
    private Optional<Map<Digest, List<Manifest>>> byConfig = Optional.empty();

    private OciTree(ArchiveFiles files, Spool spool, ImageIndex root) {
        this.files = files;
        this.spool = spool;
        this.root = root;
    }

    /** @param needed nothing else says what is in the archive; if not, a layout that cannot be read is none */
    static Optional<OciTree> read(ArchiveFiles files, Spool spool, boolean needed) throws IOException {
        Optional<ArchivedBlob> index = files.find(INDEX);
        if (index.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = index.get().document(spool, DockerManifest.MAX_BYTES);
            if (ManifestDocument.parse(bytes, Optional.of(MediaType.OCI_INDEX)) instanceof ImageIndex root) {
                return Optional.of(new OciTree(files, spool, root));
            }
            throw new ArchiveException("its index.json is no index");
        } catch (MalformedException | ArchiveException e) {
            if (needed) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Every image that the index names, those of one digest together. */
    List<ArchivedImage> images(Optional<Platform> platform) throws IOException {
        Map<Digest, Set<Reference>> names = new LinkedHashMap<>();
        Map<Digest, Descriptor> entries = new LinkedHashMap<>();
        for (Descriptor entry : root.manifests()) {
            entries.putIfAbsent(entry.digest(), entry);
            Set<Reference> known = names.computeIfAbsent(entry.digest(), digest -> new LinkedHashSet<>());
            name(entry).ifPresent(known::add);
        }
        List<ArchivedImage> images = new ArrayList<>();
        for (Descriptor entry : entries.values()) {
            image(entry, List.copyOf(names.get(entry.digest())), platform).ifPresent(images::add);
        }
        return images;
    }

    private Optional<ArchivedImage> image(Descriptor entry, List<Reference> names, Optional<Platform> platform)
            throws IOException {
        if (entry.mediaType().isIndex()) {
            return fromIndex(entry, names, platform);
        }
        if (!entry.mediaType().isManifest()) {
            return Optional.empty();
        }
        Optional<ArchivedManifest> manifest = archived((Manifest) document(entry));
        return manifest.filter(found -> fits(found, platform))
                .map(found -> new ArchivedImage(names, Optional.empty(), List.of(found)));
    }

    /** What of an index is in the archive; often that is one platform of many. */
    private Optional<ArchivedImage> fromIndex(Descriptor entry, List<Reference> names, Optional<Platform> platform)
            throws IOException {
        List<ArchivedManifest> found = new ArrayList<>();
        ImageIndex index = collect(entry, platform, found, new HashSet<>(), 0);
        if (found.isEmpty()) {
            if (platform.isPresent() || index.images().isEmpty()) {
                return Optional.empty();
            }
            throw new ArchiveException("none of the images of its index " + entry.digest() + " is complete");
        }
        found.sort((a, b) -> Boolean.compare(isLocal(b), isLocal(a)));
        Set<Digest> direct = new HashSet<>();
        index.images().forEach(child -> direct.add(child.digest()));
        boolean whole = found.size() > 1
                && found.stream().allMatch(image -> direct.contains(image.manifest().digest()));
        return Optional.of(new ArchivedImage(names, whole ? Optional.of(index) : Optional.empty(),
                whole ? found : found.subList(0, 1)));
    }

    private ImageIndex collect(Descriptor entry, Optional<Platform> platform, List<ArchivedManifest> found,
            Set<Digest> seen, int depth) throws IOException {
        ImageIndex index = (ImageIndex) document(entry);
        Set<Descriptor> images = new HashSet<>(index.images());
        for (Descriptor child : index.manifests()) {
            if (files.find(child.digest()).isEmpty() || !seen.add(child.digest())) {
                continue;
            }
            if (child.mediaType().isIndex() && depth < MAX_DEPTH) {
                collect(child, platform, found, seen, depth + 1);
            } else if (images.contains(child)) {
                Manifest manifest = (Manifest) document(child);
                if (isComplete(manifest)) {
                    archived(manifest).filter(image -> fits(image, platform)).ifPresent(found::add);
                }
            }
        }
        return index;
    }

    /** The manifest of the layout, if it has one, for this config with exactly these layers. */
    Optional<Manifest> manifest(Digest config, List<ArchivedBlob> layers) {
        List<Digest> digests = layers.stream().map(ArchivedBlob::digest).toList();
        try {
            return byConfig().getOrDefault(config, List.of()).stream()
                    .filter(manifest -> manifest.mediaType().equals(MediaType.OCI_MANIFEST)
                            && manifest.layers().stream().map(Descriptor::digest).toList().equals(digests))
                    .findFirst();
        } catch (IOException | MalformedException e) {
            // Docker's documents are what counts.
            byConfig = Optional.of(Map.of());
            return Optional.empty();
        }
    }

    private Map<Digest, List<Manifest>> byConfig() throws IOException {
        if (byConfig.isEmpty()) {
            Map<Digest, List<Manifest>> all = new HashMap<>();
            for (Manifest manifest : manifests(root, new HashSet<>(), 0)) {
                all.computeIfAbsent(manifest.config().digest(), digest -> new ArrayList<>()).add(manifest);
            }
            byConfig = Optional.of(all);
        }
        return byConfig.get();
    }

    private List<Manifest> manifests(ImageIndex index, Set<Digest> seen, int depth) throws IOException {
        List<Manifest> all = new ArrayList<>();
        for (Descriptor child : index.manifests()) {
            if (files.find(child.digest()).isEmpty() || !seen.add(child.digest())) {
                continue;
            }
            if (child.mediaType().isManifest()) {
                all.add((Manifest) document(child));
            } else if (child.mediaType().isIndex() && depth < MAX_DEPTH) {
                all.addAll(manifests((ImageIndex) document(child), seen, depth + 1));
            }
        }
        return all;
    }

    /** The type is the descriptor's, or the parse fails: a descriptor of an index leads to an index. */
    private ManifestDocument document(Descriptor entry) throws IOException {
        byte[] bytes = files.require(entry.digest()).document(spool);
        return ManifestDocument.parse(bytes, Optional.of(entry.mediaType()));
    }

    /** Empty for what is no image but another artifact. */
    private Optional<ArchivedManifest> archived(Manifest manifest) throws IOException {
        if (!manifest.isImage()) {
            return Optional.empty();
        }
        ImageConfig config = ImageConfig.parse(files.require(manifest.config().digest()).document(spool));
        List<Optional<ArchivedBlob>> blobs = new ArrayList<>();
        for (Descriptor layer : manifest.layers()) {
            blobs.add(layer.mediaType().isForeignLayer() ? files.find(layer.digest())
                    : Optional.of(sized(files.require(layer.digest()), layer)));
        }
        return Optional.of(new ArchivedManifest(manifest, config, false, Layer.of(manifest, config), blobs));
    }

    private static ArchivedBlob sized(ArchivedBlob blob, Descriptor layer) throws ArchiveException {
        if (blob.size() != layer.size()) {
            throw new ArchiveException("its blob " + blob.digest() + " has " + blob.size()
                    + " bytes, and the manifest says " + layer.size());
        }
        return blob;
    }

    private boolean isComplete(Manifest manifest) {
        return files.find(manifest.config().digest()).isPresent() && manifest.layers().stream().allMatch(layer ->
                layer.mediaType().isForeignLayer() || files.find(layer.digest()).isPresent());
    }

    private static boolean fits(ArchivedManifest image, Optional<Platform> platform) {
        return platform.isEmpty() || platform.get().matches(image.config().platform());
    }

    private static boolean isLocal(ArchivedManifest image) {
        return Platform.local().matches(image.config().platform());
    }

    /** Docker and containerd write the whole name beside the bare tag, podman and skopeo the name as it was typed. */
    private static Optional<Reference> name(Descriptor entry) {
        String refName = entry.annotations().getOrDefault(Descriptor.REF_NAME, "");
        String containerd = entry.annotations().getOrDefault(CONTAINERD_NAME, "");
        return Reference.tryParse(containerd).filter(name -> name.tag().isPresent() && name.digest().isEmpty())
                .or(() -> Reference.tryParse(refName).map(Reference::orLatest)
                        .filter(name -> name.digest().isEmpty()));
    }
}
