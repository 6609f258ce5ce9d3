package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Reference;
import dev.jimg.service.build.BuildContext;
import dev.jimg.service.build.BuildEvent;
import dev.jimg.service.build.BuildRequest;
import dev.jimg.service.build.BuildResult;
import dev.jimg.testing.ArchiveFixture;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Building images, as far as no program has to run for it. */
public abstract class BuildContract extends ImageServiceContract {

    private static final Reference TAG = Reference.parse("example.com/built/it:1");

    private final List<BuildEvent> events = new ArrayList<>();

    @TempDir
    private Path directory;

    @BeforeEach
    final void context() throws IOException {
        write("hello", "hello");
        write("kept/deep", "deep");
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private BuildRequest request(BuildContext context, String target, Map<String, Optional<String>> arguments) {
        return new BuildRequest(context, Optional.empty(), List.of(TAG, TAG.withTag("2")), arguments,
                Map.of("from", "outside"), Optional.of(target).filter(name -> !name.isEmpty()), false, false,
                Optional.empty(), "default");
    }

    private BuildResult build(BuildRequest request) {
        events.clear();
        return service.builds().build(request, events::add, Cancellation.none());
    }

    private BuildResult build() {
        return build(request(new BuildContext.Directory(directory), "", Map.of()));
    }

    private List<String> steps() {
        return events.stream().filter(BuildEvent.Step.class::isInstance).map(BuildEvent.Step.class::cast)
                .map(BuildEvent.Step::instruction).toList();
    }

    private String json(BuildResult result) {
        return service.inspect(result.image().toString()).json().replace(" ", "");
    }

    @Test
    void buildsAnImageWithAllItsNames() throws IOException {
        write("Dockerfile", "FROM scratch\nCOPY hello /\nENV A=b\nCMD [\"/hello\"]\n");
        BuildResult result = build();
        assertEquals(result.image(), service.inspect(TAG.familiar()).summary().id());
        assertEquals(result.image(), service.inspect(TAG.withTag("2").familiar()).summary().id());
        assertTrue(json(result).contains("\"Cmd\":[\"/hello\"]"), json(result));
        assertTrue(json(result).contains("\"A=b\""), json(result));
        assertTrue(json(result).contains("\"from\":\"outside\""), json(result));
        assertEquals(List.of("FROM scratch", "COPY hello /"), steps().subList(0, 2));
        String said = events.stream().filter(BuildEvent.Output.class::isInstance).map(BuildEvent.Output.class::cast)
                .map(BuildEvent.Output::text).collect(Collectors.joining());
        assertTrue(said.contains("Successfully built " + result.image().shortHex()), said);
        assertTrue(said.contains("Successfully tagged " + TAG.familiar()), said);
    }

    @Test
    void whatWasBuiltBeforeNeedsNoWork() throws IOException {
        write("Dockerfile", "FROM scratch\nCOPY hello /\nENV A=b\n");
        BuildResult first = build();
        assertFalse(events.contains(new BuildEvent.Cached()), events::toString);
        assertEquals(first.image(), build().image());
        assertTrue(events.contains(new BuildEvent.Cached()), events::toString);
        write("hello", "changed");
        assertFalse(first.image().equals(build().image()));
    }

    @Test
    void stopsAtTheStageAndTakesTheArgumentsAskedFor() throws IOException {
        write("Dockerfile", "ARG FILE=nothing\nFROM scratch AS one\nARG FILE\nCOPY ${FILE} /x\nLABEL file=${FILE}\n"
                + "FROM one\nCOPY missing /\n");
        BuildResult result = build(request(new BuildContext.Directory(directory), "one",
                Map.of("FILE", Optional.of("hello"))));
        assertTrue(json(result).contains("\"file\":\"hello\""), json(result));
    }

    @Test
    void whatIsIgnoredIsNotThere() throws IOException {
        write("Dockerfile", "FROM scratch\nCOPY hello /\n");
        write(".dockerignore", "hello\nDockerfile\n");
        assertThrows(Failure.class, this::build);
        write(".dockerignore", "*\n!hello\n");
        build();
    }

    @Test
    void theDockerfileMayComeFromElsewhere(@TempDir Path elsewhere) throws IOException {
        Path dockerfile = Files.writeString(elsewhere.resolve("My.dockerfile"), "FROM scratch\nCOPY . /all/\n");
        BuildRequest plain = request(new BuildContext.Directory(directory), "", Map.of());
        BuildResult result = build(new BuildRequest(plain.context(), Optional.of(dockerfile.toString()), plain.tags(),
                Map.of(), Map.of(), Optional.empty(), false, false, Optional.empty(), "default"));
        assertEquals(result.image(), service.inspect(TAG.familiar()).summary().id());
    }

    @Test
    void aLoneDockerfileAndATarCanBePiped() throws IOException {
        byte[] lone = "FROM scratch\nENV LONE=1\n".getBytes(StandardCharsets.UTF_8);
        BuildResult result = build(request(new BuildContext.Stream(new ByteArrayInputStream(lone)), "", Map.of()));
        assertTrue(json(result).contains("\"LONE=1\""), json(result));
        byte[] tar = ArchiveFixture.rootfs(Map.of("Dockerfile", "FROM scratch\nCOPY a /\nENV TAR=1\n", "a", "a"));
        result = build(request(new BuildContext.Stream(new ByteArrayInputStream(tar)), "", Map.of()));
        assertTrue(json(result).contains("\"TAR=1\""), json(result));
    }

    @Test
    void whatCannotBeBuiltLeavesNoImage() throws IOException {
        failure(Failure.Kind.NOT_FOUND, this::build);
        for (String broken : List.of("FROM scratch\nNONSENSE\n", "FROM scratch\nCOPY missing /\n")) {
            write("Dockerfile", broken);
            Failure failure = assertThrows(Failure.class, this::build);
            assertFalse(failure.verbatim().isEmpty() && failure.why().isEmpty());
        }
        assertEquals(List.of(), images());
    }
}
