package dev.jimg.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.MalformedException;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.Run;
import dev.jimg.transfer.ExplainedException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same Dockerfiles, built by docker's classic builder and by ours. */
@ExtendWith(RealDockerExtension.class)
class DockerComparisonTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Text of a fault, after a Dockerfile that docker refuses too. */
    private static final List<String> REFUSED = List.of(
            "FROM scratch\nFOO a\n", "FOO a\n", "# only\n", "RUN x\n", "FROM\n", "FROM a b\n",
            "FROM scratch\nCOPY a\n", "FROM scratch\nCOPY nope /\n", "FROM scratch\nCOPY f f x\n",
            "FROM scratch\nCOPY ../x /\n", "FROM scratch\nSHELL x\n", "FROM scratch\nARG\n", "ARG x\nFROM $x\n",
            "FROM scratch\nCOPY --foo a b\n", "FROM scratch\nRUN --mount=x y\n", "FROM scratch\nSTOPSIGNAL FOO\n",
            "FROM scratch\nONBUILD FROM x\n", "FROM scratch\n", "FROM scratch AS 1a\n",
            "FROM scratch AS a\nENV a=b\nFROM scratch AS a\nENV a=b", "FROM scratch\nWORKDIR\n",
            "FROM scratch\nENV a=${b\n", "FROM scratch\nADD nope.tgz /\n",
            "FROM scratch\nCOPY n* /\n", "# escape=x\nFROM scratch\n", "FROM scratch\nEXPOSE a\n",
            "FROM scratch\nHEALTHCHECK CMD\n", "FROM scratch\nENV a=\"b\n");

    @TempDir
    Path directory;

    @Test
    void makesTheSameFilesConfigAndHistory(RealDocker docker) throws Exception {
        BuildFixture ours = context();
        String dockerfile = """
                ARG TOP=1.5
                FROM scratch AS one
                COPY d /dst/
                COPY --chown=7:8 f /new/deep/f
                COPY f g/*.txt /multi/
                COPY dl /dl
                COPY fl /fl
                ADD a.tgz /tar/
                COPY d/lnk /lnk
                WORKDIR /w/x
                COPY f .
                COPY ["d", "d2"]
                USER 33
                COPY f /asuser
                WORKDIR rel
                ARG TOP
                ARG given=unset
                ENV a=b \\
                    # a comment between
                    c="d e" v=$TOP g=${given:-no}
                LABEL x=y z="q r"
                CMD ["a", "b"]
                ENTRYPOINT foo bar
                EXPOSE 80 90/udp
                VOLUME /v /w2
                STOPSIGNAL SIGTERM
                HEALTHCHECK --interval=1m30s --retries=3 CMD foo "x"
                SHELL ["/bin/x", "-c"]
                CMD shell form
                ONBUILD RUN x
                MAINTAINER me too
                FROM scratch
                COPY --from=one /dst /dst
                COPY --from=one /tar/t /t
                COPY --from=0 / /all
                COPY e /dst
                COPY d/sub /dst
                CMD x
                """;
        for (String target : List.of("one", "")) {
            String name = "compare-" + (target.isEmpty() ? "last" : target);
            buildWithDocker(docker, dockerfile, name, target);
            BuildFixture built = target.isEmpty() ? ours : ours.target(target);
            ImageId id = built.arg("given", "yes").build(dockerfile, name);
            assertEquals(files(docker, name), files(ours, id));
            JsonNode expected = dockersConfig(docker, name);
            assertEquals(config(expected.get("config")), config(built.config(id).tree().get("config")));
            assertEquals(history(expected), history(built.config(id).tree()));
            assertEquals(expected.path("author"), built.config(id).tree().path("author"));
            ours = context();
        }
    }

    @TestFactory
    List<DynamicTest> refusesWithTheSameWords(RealDocker docker) throws Exception {
        BuildFixture ours = context();
        List<DynamicTest> tests = new ArrayList<>();
        for (String dockerfile : REFUSED) {
            Files.writeString(ours.context.resolve("Dockerfile"), dockerfile);
            Run.Result refused = docker.command("build", "-q", "--network", "none", ours.context.toString())
                    .env("DOCKER_BUILDKIT", "0").attempt();
            assertNotEquals(0, refused.exit(), dockerfile);
            String[] lines = refused.err().strip().split("\n");
            String expected = lines[lines.length - 1].replaceFirst("^Error response from daemon: ", "")
                    .replaceFirst("^failed to parse Dockerfile: ", "");
            tests.add(DynamicTest.dynamicTest(dockerfile, () -> assertEquals(expected, refusal(ours, dockerfile))));
        }
        return tests;
    }

    private static String refusal(BuildFixture ours, String dockerfile) {
        try {
            return "built " + ours.build(dockerfile);
        } catch (MalformedException e) {
            return e.getMessage();
        } catch (ExplainedException e) {
            return e.why();
        }
    }

    private BuildFixture context() throws Exception {
        BuildFixture fixture = new BuildFixture(Files.createTempDirectory(directory, "build"));
        fixture.file("f", "hi").file("d/x", "x").file("d/sub/y", "y").file("g/1.txt", "1").file("g/2.txt", "2");
        Path context = fixture.context;
        Files.createDirectories(context.resolve("e"));
        Run.command("chmod", "600", context.resolve("d/x").toString());
        Run.command("chmod", "700", context.resolve("d/sub").toString());
        Files.createSymbolicLink(context.resolve("d/lnk"), Path.of("x"));
        Files.createSymbolicLink(context.resolve("dl"), Path.of("d"));
        Files.createSymbolicLink(context.resolve("fl"), Path.of("f"));
        Files.createLink(context.resolve("d/x2"), context.resolve("d/x"));
        Files.setLastModifiedTime(context.resolve("f"), FileTime.from(Instant.ofEpochSecond(1_000_000_000)));
        Path packed = Files.createDirectories(directory.resolve("packed"));
        Files.writeString(packed.resolve("t"), "t");
        Run.command("tar", "-C", packed.toString(), "--owner=5", "--group=6", "-czf",
                context.resolve("a.tgz").toString(), "t");
        return fixture;
    }

    private void buildWithDocker(RealDocker docker, String dockerfile, String name, String target) throws Exception {
        BuildFixture other = context();
        Files.writeString(other.context.resolve("Dockerfile"), dockerfile);
        docker.command("build", "-q", "--network", "none", "-t", name, "--build-arg", "given=yes", "--target", target,
                other.context.toString()).env("DOCKER_BUILDKIT", "0").run();
    }

    /** The files of each layer by name; which directories of a lower layer are named again is nobody's promise. */
    private List<String> files(RealDocker docker, String name) throws Exception {
        Path saved = Files.createTempDirectory(directory, "saved");
        docker.docker("save", "-o", saved.resolve("all.tar").toString(), name);
        Run.command("tar", "-C", saved.toString(), "-xf", saved.resolve("all.tar").toString());
        JsonNode layers = MAPPER.readTree(saved.resolve("manifest.json").toFile()).get(0).get("Layers");
        TreeMap<String, String> files = new TreeMap<>();
        for (JsonNode layer : layers) {
            try (InputStream in = Files.newInputStream(saved.resolve(layer.asText()));
                    TarArchiveInputStream tar = new TarArchiveInputStream(in, "UTF-8")) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    String content = entry.isFile() && !entry.isLink() && !entry.isSymbolicLink()
                            ? " " + new String(tar.readAllBytes(), StandardCharsets.UTF_8).strip() : "";
                    files.put(entry.getName(), BuildFixture.line(entry) + content);
                }
            }
        }
        return List.copyOf(files.values());
    }

    private static List<String> files(BuildFixture ours, ImageId id) throws Exception {
        TreeMap<String, String> files = new TreeMap<>();
        for (List<String> layer : ours.layers(id)) {
            layer.forEach(line -> files.put(line.split(" ")[2], line));
        }
        return List.copyOf(files.values());
    }

    private JsonNode dockersConfig(RealDocker docker, String name) throws Exception {
        Path saved = Files.createTempDirectory(directory, "saved");
        docker.docker("save", "-o", saved.resolve("all.tar").toString(), name);
        Run.command("tar", "-C", saved.toString(), "-xf", saved.resolve("all.tar").toString());
        String config = MAPPER.readTree(saved.resolve("manifest.json").toFile()).get(0).get("Config").asText();
        return ImageConfig.parse(Files.readAllBytes(saved.resolve(config))).tree();
    }

    /** Without the fields that say nothing and without the ID of the image below, which is a local matter. */
    private static String config(JsonNode config) throws Exception {
        ObjectNode told = MAPPER.createObjectNode();
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        config.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        fields.remove("Image");
        fields.forEach((name, value) -> {
            boolean empty = value.isNull() || value.isBoolean() || value.asText("x").isEmpty()
                    || value.isContainerNode() && value.isEmpty();
            if (!empty) {
                told.set(name, value);
            }
        });
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(told);
    }

    /** Checksums differ: docker's are of its own making. */
    private static List<String> history(JsonNode config) {
        List<String> lines = new ArrayList<>();
        config.get("history").forEach(entry -> lines.add(entry.path("empty_layer").asBoolean() + " "
                + entry.get("created_by").asText().replaceAll(":[0-9a-f]{64}", ":…")
                        .replaceAll("(--chown=\\d+:\\d+) ?", "$1 ")));
        return lines;
    }
}
