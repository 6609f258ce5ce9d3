package dev.jimg.oci;

import java.nio.charset.StandardCharsets;

/** The bytes of a JSON document as they were received, with their digest. Equal if the digests are. */
public final class RawDocument {

    private final byte[] bytes;
    private final Digest digest;

    private RawDocument(byte[] bytes, Digest digest) {
        this.bytes = bytes;
        this.digest = digest;
    }

    public static RawDocument of(byte[] bytes) {
        byte[] own = bytes.clone();
        return new RawDocument(own, Digest.of(own));
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public Digest digest() {
        return digest;
    }

    /** In bytes. */
    public long size() {
        return bytes.length;
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawDocument that && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return digest + " (" + bytes.length + " bytes)";
    }
}
