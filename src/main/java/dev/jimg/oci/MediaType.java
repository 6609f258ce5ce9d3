package dev.jimg.oci;

import java.util.Locale;

/** A media type of the OCI image spec («Media Types») or of docker's schema 2, without parameters. */
public record MediaType(String value) {

    public static final MediaType OCI_MANIFEST = new MediaType("application/vnd.oci.image.manifest.v1+json");
    public static final MediaType OCI_INDEX = new MediaType("application/vnd.oci.image.index.v1+json");
    public static final MediaType OCI_CONFIG = new MediaType("application/vnd.oci.image.config.v1+json");
    public static final MediaType OCI_LAYER = new MediaType("application/vnd.oci.image.layer.v1.tar");
    public static final MediaType OCI_LAYER_GZIP = new MediaType("application/vnd.oci.image.layer.v1.tar+gzip");
    public static final MediaType OCI_LAYER_ZSTD = new MediaType("application/vnd.oci.image.layer.v1.tar+zstd");
    public static final MediaType DOCKER_MANIFEST =
            new MediaType("application/vnd.docker.distribution.manifest.v2+json");
    public static final MediaType DOCKER_LIST =
            new MediaType("application/vnd.docker.distribution.manifest.list.v2+json");
    public static final MediaType DOCKER_CONFIG = new MediaType("application/vnd.docker.container.image.v1+json");
    public static final MediaType DOCKER_LAYER_GZIP =
            new MediaType("application/vnd.docker.image.rootfs.diff.tar.gzip");

    private static final String SCHEMA1_PREFIX = "application/vnd.docker.distribution.manifest.v1+";

    /** Drops parameters ({@code ; charset=utf-8}) and lower-cases, as RFC 9110, 8.3.1 compares them. */
    public static MediaType parse(String text) {
        int semicolon = text.indexOf(';');
        String bare = semicolon < 0 ? text : text.substring(0, semicolon);
        return new MediaType(bare.trim().toLowerCase(Locale.ROOT));
    }

    public boolean isManifest() {
        return equals(OCI_MANIFEST) || equals(DOCKER_MANIFEST);
    }

    public boolean isIndex() {
        return equals(OCI_INDEX) || equals(DOCKER_LIST);
    }

    /** Docker's retired manifest format, which has no config and no verifiable layers. */
    public boolean isSchema1() {
        return value.startsWith(SCHEMA1_PREFIX);
    }

    /** Whether this is the config of a runnable image, and not of some other artifact. */
    public boolean isImageConfig() {
        return equals(OCI_CONFIG) || equals(DOCKER_CONFIG);
    }

    /** Whether the blob is a layer whose bytes may not be in the registry («Non-distributable layers»). */
    public boolean isForeignLayer() {
        return value.contains(".nondistributable.") || value.contains(".foreign.");
    }

    /** Written out, because what the compiler makes for a record is linked at run time: a one-shot command feels that. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MediaType type && value.equals(type.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
