package dev.jimg.oci;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a registry answers for a tag: the manifest of one image or an index of several.
 *
 * <p>The raw bytes are kept, because the digest is theirs.
 */
public sealed interface ManifestDocument permits Manifest, ImageIndex {

    /** What registries and archives may hold at most; larger documents are refused before they are read. */
    int MAX_BYTES = 4 * 1024 * 1024;

    RawDocument raw();

    MediaType mediaType();

    /** The digest of the raw bytes. */
    default Digest digest() {
        return raw().digest();
    }

    /** What points at this document. */
    default Descriptor descriptor() {
        return Descriptor.of(mediaType(), digest(), raw().size());
    }

    /**
     * Reads a manifest or an index.
     *
     * <p>A document that could be read as both, or whose own media type contradicts the one it came with, is refused:
     * two readers could otherwise see two images under one digest (CVE-2021-41190).
     *
     * @param contentType the type the document came with (Content-Type, or the descriptor's), if any
     * @throws MalformedException saying what is wrong with which document
     */
    static ManifestDocument parse(byte[] bytes, Optional<MediaType> contentType) {
        RawDocument raw = RawDocument.of(bytes);
        JsonNode root = JsonFields.parse(bytes, "manifest " + raw.digest());
        MediaType type = agreedType(new JsonFields(root, "manifest " + raw.digest()), contentType);
        return type.isIndex() ? ImageIndex.read(raw, type, root) : Manifest.read(raw, type, root);
    }

    private static MediaType agreedType(JsonFields fields, Optional<MediaType> contentType) {
        Optional<MediaType> inside = fields.text("mediaType").map(MediaType::parse);
        // Some registries answer text/plain or application/json: that says nothing, and so contradicts nothing.
        Optional<MediaType> outside = contentType.filter(t -> t.isManifest() || t.isIndex() || t.isSchema1());
        MediaType schema1 = inside.or(() -> outside).filter(MediaType::isSchema1).orElse(null);
        if (schema1 != null || fields.integer("schemaVersion") == 1) {
            throw fields.malformed("docker's schema 1 was retired in 2015 and is not read; push the image again with a"
                    + " current tool");
        }
        if (inside.isPresent() && outside.isPresent() && !inside.equals(outside)) {
            throw fields.malformed("it says it is " + inside.get() + " but came as " + outside.get());
        }
        boolean likeIndex = fields.has("manifests");
        boolean likeManifest = fields.has("layers") || fields.has("config") || fields.has("fsLayers");
        if (likeIndex && likeManifest) {
            throw fields.malformed("it is both a manifest and an index");
        }
        MediaType type = inside.or(() -> outside).orElse(likeIndex ? MediaType.OCI_INDEX : MediaType.OCI_MANIFEST);
        if (!type.isManifest() && !type.isIndex()) {
            throw fields.malformed("\"" + type + "\" is neither an image manifest nor an image index");
        }
        if (type.isIndex() ? !likeIndex : !likeManifest) {
            throw fields.malformed("it came as " + type + " but has no " + (type.isIndex() ? "manifests" : "layers"));
        }
        return type;
    }
}
