package dev.jimg.oci;

/** The identity of an image: the digest of its config's raw bytes (OCI image spec, config, «ImageID»). */
public record ImageId(Digest digest) implements Comparable<ImageId> {

    /** @throws MalformedException if the text is no digest */
    public static ImageId parse(String text) {
        return new ImageId(Digest.parse(text));
    }

    /** The first 12 hex digits, as lists show it. */
    public String shortHex() {
        return digest.shortHex();
    }

    /** Whether {@code prefix}, with or without {@code sha256:}, begins this ID. An empty prefix begins none. */
    public boolean startsWith(String prefix) {
        String label = digest.algorithm().label() + ":";
        String hex = prefix.startsWith(label) ? prefix.substring(label.length()) : prefix;
        return !hex.isEmpty() && digest.hex().startsWith(hex);
    }

    /** Written out, see {@link Digest#equals}. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ImageId id && digest.equals(id.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public int compareTo(ImageId other) {
        return digest.compareTo(other.digest);
    }

    @Override
    public String toString() {
        return digest.toString();
    }
}
