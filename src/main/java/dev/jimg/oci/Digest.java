package dev.jimg.oci;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The address of a blob: an algorithm and the hash of the blob's bytes as they travel (compressed, for a layer).
 *
 * <p>Only the two registered algorithms are accepted, with exactly their length in lower-case hex, so that a digest
 * is always safe as a file name (OCI image spec, descriptor, «Digests»).
 */
public record Digest(Algorithm algorithm, String hex) implements Comparable<Digest> {

    private static final HexFormat HEX = HexFormat.of();
    private static final int SHORT_LENGTH = 12;

    /** The hash functions registered by the OCI image spec that this program verifies. */
    public enum Algorithm {
        SHA256("sha256", 64, "SHA-256"),
        SHA512("sha512", 128, "SHA-512");

        private final String label;
        private final int hexLength;
        private final String jcaName;

        Algorithm(String label, int hexLength, String jcaName) {
            this.label = label;
            this.hexLength = hexLength;
            this.jcaName = jcaName;
        }

        /** The name in a digest, before the colon; also the directory below {@code blobs/}. */
        public String label() {
            return label;
        }

        /** A new hash computation. */
        public MessageDigest newHash() {
            try {
                return MessageDigest.getInstance(jcaName);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java runtime lacks " + jcaName, e);
            }
        }
    }

    public Digest {
        if (hex.length() != algorithm.hexLength || !isLowerHex(hex)) {
            throw new MalformedException("invalid digest \"" + algorithm.label + ":" + hex + "\": wants "
                    + algorithm.hexLength + " lower-case hex digits after \"" + algorithm.label + ":\"");
        }
    }

    /** @throws MalformedException unless the text is {@code sha256:<64 hex>} or {@code sha512:<128 hex>} */
    public static Digest parse(String text) {
        int colon = text.indexOf(':');
        for (Algorithm algorithm : Algorithm.values()) {
            if (colon == algorithm.label.length() && text.startsWith(algorithm.label)) {
                return new Digest(algorithm, text.substring(colon + 1));
            }
        }
        throw new MalformedException("invalid digest \"" + text + "\": wants sha256:<64 hex> or sha512:<128 hex>");
    }

    /** The SHA-256 digest of these bytes. */
    public static Digest of(byte[] bytes) {
        return of(Algorithm.SHA256, Algorithm.SHA256.newHash().digest(bytes));
    }

    /** The digest with a hash that was computed elsewhere. */
    public static Digest of(Algorithm algorithm, byte[] hash) {
        return new Digest(algorithm, HEX.formatHex(hash));
    }

    /** The first 12 hex digits: what people read and type. */
    public String shortHex() {
        return hex.substring(0, SHORT_LENGTH);
    }

    @Override
    public int compareTo(Digest other) {
        int byAlgorithm = algorithm.compareTo(other.algorithm);
        return byAlgorithm != 0 ? byAlgorithm : hex.compareTo(other.hex);
    }

    /** Written out, because what the compiler makes for a record is linked at run time: a one-shot command feels that. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && algorithm == digest.algorithm && hex.equals(digest.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public String toString() {
        return algorithm.label + ":" + hex;
    }

    static boolean isLowerHex(String text) {
        // On bytes: of a list of thousands this is most of what a young process would do, if each digit were a call.
        for (byte c : text.getBytes(StandardCharsets.ISO_8859_1)) {
            if (c < '0' || c > 'f' || c > '9' && c < 'a') {
                return false;
            }
        }
        return true;
    }
}
