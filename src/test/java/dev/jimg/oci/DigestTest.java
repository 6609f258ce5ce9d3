package dev.jimg.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String A64 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    @Test
    void readsBothRegisteredAlgorithms() {
        Digest sha256 = Digest.parse("sha256:" + A64);
        assertEquals(Digest.Algorithm.SHA256, sha256.algorithm());
        assertEquals(A64, sha256.hex());
        assertEquals("aaaaaaaaaaaa", sha256.shortHex());
        assertEquals(Digest.Algorithm.SHA512, Digest.parse("sha512:" + A64 + A64).algorithm());
        assertEquals("sha512:" + A64 + A64, Digest.parse("sha512:" + A64 + A64).toString());
    }

    /** CVE-2024-3727: each of them could become a path, or be read as two different blobs. */
    @ParameterizedTest
    @ValueSource(strings = {
        "", ":", "sha256", "sha256:", "sha256:../..", "sha256:../../../../etc/passwd", "sha256:" + A64 + "/..",
        "sha256:./aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "sha256:" + A64 + "a",
        "sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "sha256:gaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "sha256:\u0661aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "SHA256:" + A64, "sha257:" + A64, "md5:d41d8cd98f00b204e9800998ecf8427e", "sha1:" + A64, "sha384:" + A64,
        "sha512:" + A64, "sha256:" + A64 + A64, "sha256+b64:" + A64, "../sha256:" + A64, " sha256:" + A64,
        "sha256:" + A64 + "\n", "sha256 :" + A64, A64,
    })
    void refusesWhatIsNoDigestAndNamesIt(String text) {
        MalformedException refused = assertThrows(MalformedException.class, () -> Digest.parse(text));
        assertTrue(refused.getMessage().contains(text), refused.getMessage());
    }

    @Test
    void cannotBeMadeAroundTheParser() {
        assertThrows(MalformedException.class, () -> new Digest(Digest.Algorithm.SHA256, "../.."));
        assertThrows(MalformedException.class, () -> Digest.of(Digest.Algorithm.SHA512, new byte[32]));
    }

    @Test
    void hashesBytes() {
        assertEquals("sha256:" + EMPTY, Digest.of(new byte[0]).toString());
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
        assertEquals("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                Digest.of(abc).toString());
        assertEquals("ddaf35a19361", Digest.of(Digest.Algorithm.SHA512,
                Digest.Algorithm.SHA512.newHash().digest(abc)).shortHex());
    }

    @Test
    void sortsByAlgorithmThenHex() {
        Digest a = Digest.parse("sha256:" + A64);
        Digest e = Digest.parse("sha256:" + EMPTY);
        Digest long512 = Digest.parse("sha512:" + A64 + A64);
        assertEquals(List.of(a, e, long512), Stream.of(long512, e, a).sorted().toList());
    }

    @Test
    void anIdBeginsWithItsPrefixesOnly() {
        ImageId id = ImageId.parse("sha256:" + EMPTY);
        assertTrue(id.startsWith("e3b"));
        assertTrue(id.startsWith("sha256:e3b"));
        assertTrue(id.startsWith(EMPTY));
        assertFalse(id.startsWith(""));
        assertFalse(id.startsWith("sha256:"));
        assertFalse(id.startsWith("3b0"));
        assertFalse(id.startsWith("E3B"));
        assertFalse(id.startsWith("sha512:e3b"));
        assertEquals("e3b0c44298fc", id.shortHex());
    }
}
