package dev.jimg.build;

import dev.jimg.fuzz.FuzzLine;
import dev.jimg.fuzz.Growth;
import dev.jimg.fuzz.Mutation;
import dev.jimg.oci.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** The patterns of {@code .dockerignore} and of COPY, asked about paths that they may take long for. */
public final class IgnoreLine implements FuzzLine {

    private static final List<String> PATHS = List.of("a", "a/b/c.txt", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac",
            "a/".repeat(100) + "c", ".git/config", "é/\n", "a b", "-", "[a]", "x".repeat(4_000));
    private static final Mutation FILES = Mutation.ofTexts(
            List.of("# comment\n*.md\n!README.md\n**/node_modules\n/build/\n[a-z]?/*\n", "**\n!a/**/b*\n", "a\\*b\n\\\\\n",
                    "*a*a*a*a*a*a*a*a*a*b\n", "**/**/**/a/**/a/**/a/**/b"),
            List.of("*", "**", "**/", "/**", "?", "[", "]", "[^", "[a-", "-", "\\", "!", "#", "/", "\n", "..", ".", "a", "*a", "\r",
                    "\ufeff", "[]a]", "[z-a]", "{", "(", "+", "&&", "[&&", "$", "^", "\\Q", "\\E"));

    @Override
    public String name() {
        return ".dockerignore";
    }

    @Override
    public byte[] make(Random random) {
        return random.nextInt(3) == 0 ? FILES.sentence(random, 40) : FILES.make(random);
    }

    @Override
    public void feed(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        MalformedException refused = null;
        for (String line : text.split("\n", 64)) {
            try {
                PathPattern pattern = PathPattern.glob(line);
                PATHS.forEach(pattern::matches);
            } catch (MalformedException e) {
                refused = e;
            }
        }
        DockerIgnore ignore = DockerIgnore.parse(text);
        for (String path : PATHS) {
            ignore.ignores(path);
            ignore.mayKeepBelow(path);
        }
        ignore.keeping("a", "a/b/c.txt", "[a]");
        if (refused != null) {
            throw refused;
        }
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(MalformedException.class);
    }

    @Override
    public List<Growth> growths() {
        return List.of(new Growth("patterns", 10, n -> "**/*.tmp\n!a/b\n".repeat(n).getBytes(StandardCharsets.UTF_8)),
                new Growth("stars of a pattern", 20, n -> ("*a".repeat(n) + "b").getBytes(StandardCharsets.UTF_8)),
                new Growth("double stars of a pattern", 20, n -> ("**/a/".repeat(n) + "b").getBytes(StandardCharsets.UTF_8)));
    }
}
