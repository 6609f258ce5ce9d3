package dev.jimg.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.oci.Digest;
import dev.jimg.oci.GoPattern;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Names of images, and the other short texts that people and documents write: digests, platforms, patterns. */
final class ReferencesLine implements FuzzLine {

    private static final String HEX = "0123456789abcdef".repeat(4);
    private static final Mutation TEXTS = Mutation.ofTexts(
            List.of("nginx", "library/nginx:1.25", "ghcr.io/a/b/c:v1@sha256:" + HEX, "[::1]:5000/a__b/c-d", "localhost/x",
                    "a.b:80/c", "sha256:" + HEX, "sha512:" + HEX + HEX, HEX, "linux/arm64/v8", "linux(10.0)/amd64",
                    "*/ngin?:[a-z]*", "xn--bcher-kva.example/a"),
            List.of("/", ":", "@", ".", "..", "-", "_", "__", "sha256:", "[", "]", "*", "?", "a", "A", "é", "\u202e", "0",
                    "docker.io/", "library/", "%2e", "\\", "[^a]", "*a"));

    @Override
    public String name() {
        return "references";
    }

    @Override
    public byte[] make(Random random) {
        return random.nextInt(4) == 0 ? TEXTS.sentence(random, 30) : TEXTS.make(random);
    }

    @Override
    public void feed(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        GoPattern.matches("*a*b*c[0-9]*", text);
        if (text.length() < 512) {
            try {
                GoPattern.matches(text, "docker.io/library/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:latest");
            } catch (MalformedException e) {
                // No pattern, but it may be a name.
            }
        }
        if (text.contains("/") && Character.isLetter(text.charAt(0))) {
            try {
                Platform platform = Platform.parse(text);
                platform.compatible().forEach(platform::matches);
            } catch (MalformedException e) {
                // As above.
            }
        }
        if (text.startsWith("sha")) {
            Digest digest = Digest.parse(text);
            assertEquals(text, digest.toString());
            assertEquals(-1, text.indexOf('/'));
            return;
        }
        Reference reference = Reference.parse(text);
        assertEquals(reference, Reference.parse(reference.toString()));
        assertEquals(reference, Reference.parse(reference.familiar()));
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(MalformedException.class);
    }

    @Override
    public List<Growth> growths() {
        return List.of(new Growth("pieces of a name", 4_000, n -> "ab/".repeat(n).getBytes(StandardCharsets.UTF_8)));
    }
}
