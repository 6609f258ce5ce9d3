package dev.jimg.fuzz;

import dev.jimg.build.dockerfile.Dockerfile;
import dev.jimg.build.dockerfile.Words;
import dev.jimg.oci.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Dockerfiles, and the words in them with their variables replaced. */
final class DockerfilesLine implements FuzzLine {

    private static final Mutation FILES = Mutation.ofTexts(
            List.of("# syntax=docker/dockerfile:1\n# escape=`\nARG V=1\nFROM --platform=$BUILDPLATFORM a:$V AS b\n"
                    + "RUN --mount=type=cache,target=/x,uid=0 echo ${V:-x} && \\\n  b\nCOPY --from=b --chown=1:2 a* /b/\n",
                    "FROM scratch\nENV A=b C=\"d e\" F\nLABEL \"a b\"='c'\nHEALTHCHECK --interval=5m30s --retries=3 CMD [\"a\"]\n"
                    + "EXPOSE 80/tcp 90-99\nVOLUME [\"/a\"]\nUSER 1\nONBUILD RUN x\nSTOPSIGNAL 9\nSHELL [\"/bin/sh\",\"-c\"]\n",
                    "FROM a\nRUN <<EOF cat\nline $A\nEOF\nCOPY <<-\"X\" <<Y /d/\n\ta\nX\nb\nY\nADD --checksum=sha256:0 http://x /\n",
                    "FROM a\nENV X=${A#*x} Y=${B%%.*} Z=${C//a*b/$D} W=${E:?${F:+'g'}} V=\"$$ \\$a\"\nWORKDIR $X\n"),
            List.of("FROM a\n", "RUN ", "COPY ", "<<EOF", "EOF\n", "\\\n", "`\n", "#", "\"", "'", "[", "]", "${", "}", "$", "${a:-",
                    "${a//*a*a*a*a*a*b/", "${a%*a*a*a*a*", "--from=", "--mount=", "=", ",", "ARG ", "ONBUILD ", "\n", "\t", "\ufeff",
                    "{\"a\":", "h", "9999999999h"));
    private static final String LONG = "a".repeat(3_000);

    @Override
    public String name() {
        return "Dockerfiles";
    }

    @Override
    public byte[] make(Random random) {
        return random.nextInt(6) == 0 ? FILES.sentence(random, 40) : FILES.make(random);
    }

    @Override
    public void feed(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Words words = new Words('\\', name -> Optional.of(name.length() > 1 ? name : LONG));
        MalformedException refused = null;
        for (String line : text.split("\n", 64)) {
            try {
                words.words(line);
                words.text(line);
            } catch (MalformedException e) {
                refused = e;
            }
        }
        Dockerfile.parse(text).stage("b");
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
        return List.of(new Growth("instructions", 300, n -> bytes("FROM a\n" + "RUN x \\\n y\nENV A=\"b\"\n".repeat(n))),
                new Growth("lines of one instruction", 1_000, n -> bytes("FROM a\nRUN x" + " \\\n y".repeat(n))),
                new Growth("here-documents", 300, n -> bytes("FROM a\n" + "RUN <<E\na\nE\n".repeat(n))),
                new Growth("variables of a word", 2_000, n -> bytes("FROM a\nENV A=" + "${bb:-c}".repeat(n))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
