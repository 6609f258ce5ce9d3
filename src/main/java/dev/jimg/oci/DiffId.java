package dev.jimg.oci;

/**
 * The digest of a layer's tar <em>before</em> compression (OCI image spec, config, «Layer DiffID»).
 *
 * <p>A type of its own because it looks like a {@link Digest} and is never interchangeable with the digest of the
 * compressed blob.
 */
public record DiffId(Digest digest) {

    /** @throws MalformedException if the text is no digest */
    public static DiffId parse(String text) {
        return new DiffId(Digest.parse(text));
    }

    @Override
    public String toString() {
        return digest.toString();
    }
}
