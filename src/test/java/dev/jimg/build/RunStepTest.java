package dev.jimg.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.HistoryEntry;
import dev.jimg.oci.ImageId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RUN with the OCI runtime of this machine. */
class RunStepTest {

    private static final String BASE = """
            FROM scratch
            COPY busybox /bin/busybox
            COPY busybox /bin/sh
            """;

    @TempDir
    Path directory;

    private BuildFixture fixture;
    private RuntimeSteps steps;

    @BeforeEach
    void prepare() throws Exception {
        fixture = new BuildFixture(directory);
        steps = fixture.runsBusybox();
    }

    @AfterEach
    void leavesNothingUnpacked() throws Exception {
        if (steps != null) {
            steps.close();
            try (var left = Files.list(fixture.store.root().resolve("cache/build"))) {
                assertEquals(List.of(), left.map(path -> path.getFileName().toString())
                        .filter(name -> !List.of("steps", "mounts", "layers").contains(name)).toList());
            }
        }
    }

    @Test
    void makesALayerOfWhatTheCommandChanged() throws Exception {
        ImageId id = fixture.build(BASE + """
                ARG who=world
                ENV greeting=hello
                WORKDIR /w
                RUN echo $greeting $who > said && busybox mkdir -p /etc/x && busybox chown 5:6 /etc/x
                RUN ["busybox", "rm", "/w/said"]
                """);
        List<List<String>> layers = fixture.layers(id);
        assertEquals(List.of("755 0:0 etc/", "755 5:6 etc/x/", "755 0:0 w/", "644 0:0 w/said hello world"),
                layers.get(3));
        assertTrue(layers.get(4).stream().anyMatch(line -> line.contains(" w/.wh.said")), layers.get(4).toString());
        List<HistoryEntry> history = fixture.config(id).history();
        assertEquals("|1 who=world /bin/sh -c echo $greeting $who > said && busybox mkdir -p /etc/x"
                + " && busybox chown 5:6 /etc/x", history.get(history.size() - 2).createdBy());
        assertFalse(history.get(history.size() - 1).emptyLayer());
    }

    @Test
    void seesWhatCameBetweenTwoRuns() throws Exception {
        fixture.file("f", "from the context");
        ImageId id = fixture.build(BASE + "RUN echo 1 > /one\nCOPY f /f\nRUN busybox cat /one /f > /both\n");
        assertEquals(List.of("644 0:0 both 1\nfrom the context"), fixture.layers(id).get(4));
    }

    @Test
    void copiesFromAStageWhatARunMade() throws Exception {
        ImageId id = fixture.build(BASE.replace("scratch", "scratch AS made") + """
                RUN echo made > /result && busybox ln -s result /link
                FROM scratch
                COPY --from=made /link /result /out/
                """);
        assertEquals(List.of(List.of("755 0:0 out/", "644 0:0 out/link made", "644 0:0 out/result made")),
                sorted(fixture.layers(id)));
    }

    @Test
    void takesARunFromTheCacheOnlyWhereAllIsTheSame() throws Exception {
        String dockerfile = BASE + "ARG v\nRUN echo $v > /v\n";
        ImageId first = fixture.arg("v", "1").build(dockerfile);
        assertEquals(first, fixture.build(dockerfile));
        assertEquals("cached", fixture.heard.get(fixture.heard.size() - 1));
        ImageId second = fixture.arg("v", "2").build(dockerfile);
        assertFalse(first.equals(second));
        assertFalse(fixture.heard.get(fixture.heard.size() - 1).equals("cached"));
    }

    @Test
    void tellsWhatTheCommandWrote() {
        BuildException failed = assertThrows(BuildException.class,
                () -> fixture.build(BASE + "RUN echo out; echo é >&2; exit 3\n"));
        assertEquals("The command '/bin/sh -c echo out; echo é >&2; exit 3' returned a non-zero code: 3",
                failed.why());
        assertTrue(fixture.heard.contains("out"), fixture.heard.toString());
        assertTrue(fixture.heard.contains("é"), fixture.heard.toString());
    }

    @Test
    void runsAHereDocumentAndItsShell() throws Exception {
        ImageId id = fixture.build(BASE + """
                RUN <<EOF
                a=1
                echo "$a two" > /first
                EOF
                RUN busybox cat <<'END' > /second
                keeps $a
                END
                SHELL ["/bin/busybox", "sh", "-ec"]
                RUN echo third > /third
                """);
        List<List<String>> layers = fixture.layers(id);
        assertEquals(List.of("644 0:0 first 1 two"), layers.get(2));
        assertEquals(List.of("644 0:0 second keeps $a"), layers.get(3));
        assertEquals(List.of("644 0:0 third third"), layers.get(4));
    }

    @Test
    void keepsACacheMountFromBuildToBuildAndOutOfTheLayer() throws Exception {
        String run = "RUN --mount=type=cache,target=/c echo x >> /c/log && busybox wc -l < /c/log > /n\n";
        assertEquals(List.of("644 0:0 n 1"), layer(BASE + run));
        fixture.withoutCache();
        assertEquals(List.of("644 0:0 n 2"), layer(BASE + run));
    }

    private List<String> layer(String dockerfile) throws Exception {
        List<List<String>> layers = fixture.layers(fixture.build(dockerfile));
        return layers.get(layers.size() - 1);
    }

    private static List<List<String>> sorted(List<List<String>> layers) {
        return layers.stream().map(layer -> layer.stream().sorted((a, b) -> a.split(" ")[2].compareTo(b.split(" ")[2]))
                .toList()).toList();
    }
}
