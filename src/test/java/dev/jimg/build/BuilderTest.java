package dev.jimg.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.HistoryEntry;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.testing.Run;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuilderTest {

    private static final Instant OLD = Instant.ofEpochSecond(1_000_000_000);

    @TempDir
    Path directory;

    private BuildFixture fixture;

    @BeforeEach
    void prepare() throws Exception {
        fixture = new BuildFixture(directory.resolve("one"));
        fixture.file("f", "hi");
        Files.setLastModifiedTime(fixture.context.resolve("f"), FileTime.from(OLD));
    }

    @Test
    void givesTheSameDigestForTheSameInput() throws Exception {
        String dockerfile = "FROM scratch\nWORKDIR /w\nCOPY f .\nENV a=b\nCOPY <<EOF /text\n$a\nEOF\n";
        ImageId id = fixture.build(dockerfile, "a:1");
        BuildFixture other = new BuildFixture(directory.resolve("two"));
        other.file("f", "hi");
        Files.setLastModifiedTime(other.context.resolve("f"), FileTime.from(OLD));
        assertEquals(id, other.build(dockerfile));
        assertEquals(fixture.image(id).manifest(), other.image(id).manifest());
        assertEquals(OLD, fixture.config(id).created().orElseThrow());
    }

    @Test
    void takesTheTimeThatIsGivenForEverythingNew() throws Exception {
        fixture.file("new", "x");
        ImageId id = fixture.epoch(1_500_000_000).build("FROM scratch\nCOPY new f /\n");
        assertEquals(Instant.ofEpochSecond(1_500_000_000), fixture.config(id).created().orElseThrow());
        Files.setLastModifiedTime(fixture.context.resolve("new"), FileTime.from(Instant.ofEpochSecond(1_600_000_000)));
        assertEquals(id, fixture.withoutCache().build("FROM scratch\nCOPY new f /\n"));
    }

    @Test
    void findsInTheCacheWhatIsTheSameAndNothingElse() throws Exception {
        String dockerfile = "FROM scratch\nCOPY f /f\n";
        ImageId id = fixture.build(dockerfile);
        assertFalse(fixture.heard.contains("cached"));
        assertEquals(id, fixture.build(dockerfile));
        assertTrue(fixture.heard.contains("cached"));
        fixture.file("f", "ho");
        Files.setLastModifiedTime(fixture.context.resolve("f"), FileTime.from(OLD));
        assertNotEquals(id, fixture.build(dockerfile));
        assertFalse(fixture.heard.contains("cached"));
    }

    /** CVE-2024-24557: a base that says in its history to have been made by the next step is no answer to it. */
    @Test
    void believesNoHistoryOfAnImage() throws Exception {
        ImageId honest = fixture.build("FROM scratch\nCOPY f /f\nLABEL a=b\n", "base:1");
        fixture.build("FROM base:1\nCOPY f /again\n", "poisoned:1");
        ImageId other = fixture.file("f", "other").build("FROM base:1\nCOPY f /again\n");
        assertFalse(fixture.heard.contains("cached"));
        assertEquals("644 0:0 again other", fixture.layers(other).get(1).get(0));
        assertNotEquals(honest, other);
    }

    @Test
    void doesEverythingAgainWithoutTheCache() throws Exception {
        ImageId id = fixture.build("FROM scratch\nCOPY f /f\n");
        assertEquals(id, fixture.withoutCache().build("FROM scratch\nCOPY f /f\n"));
        assertFalse(fixture.heard.contains("cached"));
    }

    @Test
    void buildsAgainWhenTheLayerOrTheCacheIsGoneOrDamaged() throws Exception {
        String dockerfile = "FROM scratch\nCOPY f /f\n";
        ImageId id = fixture.build(dockerfile);
        Path layer = fixture.store.blobs().path(fixture.store.images().manifest(fixture.image(id)).layers().get(0)
                .digest());
        Files.delete(layer);
        assertEquals(id, fixture.build(dockerfile));
        assertTrue(Files.exists(layer));
        try (var steps = Files.list(fixture.store.root().resolve("cache/build/steps"))) {
            for (Path step : steps.toList()) {
                Files.writeString(step, "junk");
            }
        }
        assertEquals(id, fixture.build(dockerfile));
        assertFalse(fixture.heard.contains("cached"));
    }

    @Test
    void buildsOnlyTheStagesThatAreNeeded() {
        ImageId id = fixture.build("""
                FROM scratch AS unused
                COPY nothere /
                FROM scratch AS base
                COPY f /f
                FROM base
                ENV a=b
                """);
        assertEquals(List.of("1/4 FROM scratch AS base", "2/4 COPY f /f", "3/4 FROM base", "4/4 ENV a=b"),
                fixture.heard);
        assertEquals(2, fixture.config(id).history().size());
    }

    @Test
    void stopsAtTheTarget() {
        ImageId id = fixture.target("First").build("FROM scratch AS first\nENV a=b\nFROM scratch\nCOPY nope /\n");
        assertTrue(fixture.config(id).container().env().contains("a=b"));
    }

    @Test
    void goesOnFromAnImageOfTheStoreAndDoesWhatItPlanned() throws Exception {
        fixture.build("FROM scratch\nCOPY f /base\nENV a=1\nONBUILD COPY f /planned\nONBUILD ENV b=$a\n", "base:1");
        ImageId id = fixture.build("FROM base:1\nCMD [\"x\"]\n", "child:1");
        assertEquals(List.of("644 0:0 planned hi"), fixture.layers(id).get(1));
        ImageConfig config = fixture.config(id);
        assertTrue(config.container().env().contains("b=1"), config.container().env().toString());
        assertFalse(config.tree().get("config").has("OnBuild"));
        assertTrue(fixture.heard.contains("# Executing 2 build triggers"), fixture.heard.toString());
    }

    @Test
    void isTheBaseImageWhereNothingIsDone() throws Exception {
        ImageId base = fixture.build("FROM scratch\nCOPY f /f\n", "base:1");
        assertEquals(base, fixture.build("FROM base:1\n", "other:1"));
        assertEquals(List.of(Reference.parse("base:1"), Reference.parse("other:1")), fixture.image(base).tags());
    }

    @Test
    void knowsEachArgInItsScope() {
        ImageId id = fixture.arg("given", "yes").arg("never", "used").build("""
                ARG base=scratch
                ARG given
                FROM ${base}
                ENV outside=[$base] seen=[$given]
                ARG base
                ARG given=default other=${given}-x
                ARG TARGETOS
                ENV inside=[$base] given=[$given] other=[$other] os=$TARGETOS
                """);
        List<String> env = fixture.config(id).container().env();
        assertEquals(List.of("outside=[]", "seen=[]", "inside=[scratch]", "given=[yes]", "other=[-x]", "os=linux"),
                env.subList(1, env.size()));
        assertTrue(fixture.heard.contains("[Warning] One or more build-args [never] were not consumed"),
                fixture.heard.toString());
    }

    /** CVE-2018-15664, of the image. */
    @Test
    void followsLinksOfTheImageWithinTheImage() throws Exception {
        Files.createDirectories(fixture.context.resolve("root/usr/lib"));
        Files.createSymbolicLink(fixture.context.resolve("root/lib"), Path.of("usr/lib"));
        Files.createSymbolicLink(fixture.context.resolve("root/up"), Path.of("../../../../../etc"));
        Files.createSymbolicLink(fixture.context.resolve("root/abs"), Path.of("/made"));
        ImageId id = fixture.build("FROM scratch\nCOPY root/ /\nCOPY f /lib/\nCOPY f /up/x\nCOPY f /abs/\n");
        List<List<String>> layers = fixture.layers(id);
        assertEquals("644 0:0 usr/lib/f hi", layers.get(1).get(2));
        assertEquals(List.of("755 0:0 etc/", "644 0:0 etc/x hi"), layers.get(2));
        assertEquals(List.of("755 0:0 made/", "644 0:0 made/f hi"), layers.get(3));
    }

    /** CVE-2018-15664, CVE-2014-6407: a link of the context that leads out of it. */
    @Test
    void neverReadsALinkThatLeadsOutOfTheContext() throws Exception {
        Files.createSymbolicLink(fixture.context.resolve("passwd"), Path.of("/etc/passwd"));
        BuildException refused = assertThrows(BuildException.class,
                () -> fixture.build("FROM scratch\nCOPY passwd /\n"));
        assertEquals(BuildException.Kind.NOT_FOUND, refused.kind());
        fixture.file("d/f", "x");
        Files.createSymbolicLink(fixture.context.resolve("d/out"), Path.of("../../../etc/passwd"));
        assertEquals(List.of("755 0:0 d/", "644 0:0 d/f x", "777 0:0 d/out -> ../../../etc/passwd"),
                fixture.layers(fixture.build("FROM scratch\nCOPY d /d\n")).get(0));
    }

    @Test
    void leavesOutWhatIsIgnored() throws Exception {
        fixture.file("d/keep", "k").file("d/drop.log", "x").file("Dockerfile", "");
        ImageId id = fixture.ignore("**/*.log\nDockerfile").build("FROM scratch\nCOPY . /all/\n");
        assertEquals(List.of("755 0:0 all/", "755 0:0 all/d/", "644 0:0 all/d/keep k", "644 0:0 all/f hi"),
                fixture.layers(id).get(0));
        assertThrows(BuildException.class, () -> fixture.build("FROM scratch\nCOPY d/drop.log /\n"));
    }

    @Test
    void setsModesAndOwnersByName() throws Exception {
        fixture.file("etc/passwd", "root:x:0:0::/:\nweb:x:33:34::/:\n").file("etc/group", "staff:x:50:\nweb:x:35:\n");
        ImageId id = fixture.build("""
                FROM scratch
                COPY etc /etc/
                COPY --chown=web --chmod=750 f /a/b/
                COPY --chown=web:staff f /c
                COPY --exclude=group etc /e/
                """);
        List<List<String>> layers = fixture.layers(id);
        assertEquals(List.of("755 33:35 a/", "755 33:35 a/b/", "750 33:35 a/b/f hi"), layers.get(1));
        assertEquals(List.of("644 33:50 c hi"), layers.get(2));
        assertEquals(2, layers.get(3).size());
        BuildException unknown = assertThrows(BuildException.class,
                () -> fixture.build("FROM scratch\nCOPY --chown=nobody f /\n"));
        assertEquals("unable to convert uid/gid chown string to host mapping: can't find uid for user nobody: no such"
                + " user: nobody", unknown.why());
    }

    @Test
    void unpacksArchivesAndFetchesUrls() throws Exception {
        fixture.file("tree/x/y", "deep");
        for (String flag : List.of("-cf t.tar", "-czf t.tgz", "-cjf t.tbz", "-cJf t.txz")) {
            Run.of(("tar " + flag + " --owner=5 --group=6 -C tree x").split(" ")).in(fixture.context).run();
        }
        fixture.remote((url, cancellation) -> new ByteArrayInputStream(url.getBytes(StandardCharsets.UTF_8)));
        ImageId id = fixture.build("""
                FROM scratch
                ADD t.tar t.tgz t.tbz t.txz /all/
                ADD http://example.org/some/file.txt?q=1 /
                ADD --chmod=644 http://example.org/other /named
                COPY t.tar /copied.tar
                """);
        List<List<String>> layers = fixture.layers(id);
        assertEquals(List.of("755 0:0 all/", "755 5:6 all/x/", "644 5:6 all/x/y deep"), layers.get(0));
        assertEquals(List.of("600 0:0 file.txt http://example.org/some/file.txt?q=1"), layers.get(1));
        assertEquals(List.of("644 0:0 named http://example.org/other"), layers.get(2));
        assertTrue(layers.get(3).get(0).startsWith("644 0:0 copied.tar"));
        String wrong = "sha256:" + "0".repeat(64);
        assertEquals(BuildException.Kind.REMOTE, assertThrows(BuildException.class, () -> fixture.build(
                "FROM scratch\nADD --checksum=" + wrong + " http://example.org/f /\n")).kind());
    }

    @Test
    void readsAContextThatIsATar() throws Exception {
        fixture.file("d/x", "x").file("Dockerfile", "FROM scratch\nCOPY d f /\nADD t.tgz /t/\n");
        Run.of("tar", "-czf", "t.tgz", "f").in(fixture.context).run();
        Path tar = directory.resolve("context.tgz");
        Run.of("tar", "--owner=7", "-czf", tar.toString(), ".").in(fixture.context).run();
        assertTrue(BuildContextFiles.isTar(tar));
        BuildContextFiles files = BuildContextFiles.tar(tar);
        ImageId id = fixture.build(new BuildSpec(files.text("Dockerfile").orElseThrow(), files, List.of(), Map.of(),
                Map.of("a", "b"), Optional.empty(), true, false, Optional.empty(), "none", Optional.empty()));
        assertEquals(List.of("644 0:0 f hi", "644 0:0 x x"), fixture.layers(id).get(0).stream().sorted().toList());
        assertEquals("644 0:0 t/f hi", fixture.layers(id).get(1).get(1));
        assertEquals(Map.of("a", "b"), fixture.config(id).container().labels());
    }

    @Test
    void copiesWholeTreesFromAnotherImageWithTheirLinksAndOwners() throws Exception {
        fixture.file("d/x", "x");
        Files.createLink(fixture.context.resolve("d/y"), fixture.context.resolve("d/x"));
        fixture.build("FROM scratch\nCOPY --chown=3:4 d /d\nCOPY f /d/gone\n", "other:1");
        ImageId id = fixture.build("FROM scratch\nCOPY --from=other:1 /d /copy\nCOPY --from=other:1 d/x d/y /two/\n");
        assertEquals(List.of("755 0:0 copy/", "644 0:0 copy/gone hi", "644 3:4 copy/x x", "644 3:4 copy/y = copy/x"),
                fixture.layers(id).get(0));
        assertEquals(List.of("755 0:0 two/", "644 3:4 two/x x", "644 3:4 two/y x"), fixture.layers(id).get(1));
    }

    @Test
    void namesWhatEachStepDidInTheHistory() {
        ImageId id = fixture.build("FROM scratch\nARG a=1\nENV b=$a\nCOPY f /\n");
        List<HistoryEntry> history = fixture.config(id).history();
        assertEquals(List.of(true, true, false), history.stream().map(HistoryEntry::emptyLayer).toList());
        assertEquals("/bin/sh -c #(nop)  ENV b=1", history.get(1).createdBy());
    }

    @Test
    void isReadByOtherTools() throws Exception {
        fixture.build("FROM scratch\nCOPY f /f\nLABEL a=b\n", "team/app:1");
        String inspected = Run.command("skopeo", "inspect", "--config",
                "oci:" + fixture.store.root() + ":docker.io/team/app:1").out();
        assertTrue(inspected.contains("\"a\": \"b\""), inspected);
    }

    @Test
    void leavesNothingBehindWhenItFailsOrIsCancelled() throws Exception {
        assertThrows(BuildException.class, () -> fixture.build("FROM scratch\nCOPY f /f\nCOPY nope /\n", "x:1"));
        assertEquals(List.of(), fixture.store.images().list().images());
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        BuildSpec spec = new BuildSpec("FROM scratch\nCOPY f /f\n",
                BuildContextFiles.directory(fixture.context, DockerIgnore.NONE), List.of(), Map.of(), Map.of(),
                Optional.empty(), true, false, Optional.empty(), "none", Optional.empty());
        assertThrows(CancellationException.class, () -> new Builder(fixture.store, null, null, null, null)
                .build(spec, fixture, cancellation));
        try (var left = Files.list(fixture.store.root().resolve("cache/build"))) {
            assertEquals(List.of(), left.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("steps")).toList());
        }
    }

    @Test
    void remembersWhatIsInALayerAndDoesWithoutWhereThatIsDamaged() throws Exception {
        fixture.file("d/x", "x");
        fixture.build("FROM scratch\nCOPY d /d\n", "base:1");
        String dockerfile = "FROM base:1\nWORKDIR /d/sub\nCOPY f .\n";
        ImageId id = fixture.build(dockerfile);
        Path layers = fixture.store.root().resolve("cache/build/layers");
        try (var files = Files.list(layers)) {
            for (Path file : files.toList()) {
                Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 20));
            }
        }
        assertEquals(id, fixture.withoutCache().build(dockerfile));
        assertEquals(List.of("755 0:0 d/", "755 0:0 d/sub/"), fixture.layers(id).get(1));
        assertEquals(id, fixture.build(dockerfile));
    }

    @Test
    void sweepsWhatAKilledBuildLeftAndNothingElse() throws Exception {
        Path places = Files.createDirectories(fixture.store.root().resolve("cache/build"));
        String id = "-00000000-0000-0000-0000-000000000000";
        Path dead = Files.createDirectories(places.resolve("rootfs-999999999" + id).resolve("deep")).getParent();
        Path young = Files.createDirectories(places.resolve("work-999999998" + id));
        Path alive = Files.createDirectories(places.resolve("work-" + ProcessHandle.current().pid() + id));
        for (Path old : List.of(dead, alive)) {
            Files.setLastModifiedTime(old, FileTime.from(OLD));
        }
        fixture.build("FROM scratch\nENV a=b\n");
        assertEquals(List.of(false, true, true), List.of(Files.exists(dead), Files.exists(young), Files.exists(alive)));
    }

    @Test
    void refusesAFileThatChangesWhileItIsRead() throws Exception {
        FileNode node = FileNode.file(FileNode.Facts.file(0644, 0, 0, 0),
                new FileContent.Local(fixture.context.resolve("f"), 2));
        LayerPlan plan = new LayerPlan(new FileTree(), FileNode.Facts.directory(0755, 0, 0, 0));
        plan.put("f", node);
        ContentDigests digests = new ContentDigests(Cancellation.none());
        plan.checksum(digests);
        fixture.file("f", "HO");
        BuildException refused = assertThrows(BuildException.class,
                () -> new LayerWriter(OutputStream.nullOutputStream(), digests, Cancellation.none()).write(plan));
        assertTrue(refused.why().endsWith("changed while it was read"), refused.why());
    }
}
