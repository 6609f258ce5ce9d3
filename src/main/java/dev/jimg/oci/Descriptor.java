package dev.jimg.oci;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a document says of a blob: its type, digest and size (OCI image spec, «Descriptor»).
 *
 * @param size in bytes, as the blob travels; never negative
 * @param platform set in the entries of an index
 * @param artifactType the type of the artifact a manifest stands for, if it says one
 * @param urls where a foreign layer may be had; this program never sends credentials there
 */
public record Descriptor(MediaType mediaType, Digest digest, long size, Optional<Platform> platform,
        Optional<String> artifactType, Map<String, String> annotations, List<String> urls) {

    /** The annotation under which an OCI image layout keeps a reference. */
    public static final String REF_NAME = "org.opencontainers.image.ref.name";

    public Descriptor {
        if (size < 0) {
            throw new MalformedException("invalid descriptor " + digest + ": negative size " + size);
        }
        annotations = Map.copyOf(annotations);
        urls = List.copyOf(urls);
    }

    public static Descriptor of(MediaType mediaType, Digest digest, long size) {
        return new Descriptor(mediaType, digest, size, Optional.empty(), Optional.empty(), Map.of(), List.of());
    }
}
