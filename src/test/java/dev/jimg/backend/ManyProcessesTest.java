package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.oci.Reference;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tally;
import dev.jimg.testing.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many programs on one store at the same time: none loses what another did. */
final class ManyProcessesTest {

    private static final LayerFixture SHARED = LayerFixture.random(LayerFixture.Compression.NONE, 1, 200_000);
    private static final long BOUND_MINUTES = 20;

    @TempDir
    Path directory;

    private RealRegistry registry;
    private FaultScene scene;

    @BeforeEach
    void open() throws IOException {
        registry = RealRegistry.open();
        scene = FaultScene.create(directory.resolve("d"), directory.resolve("i"), registry.hostPort(),
                FaultScene.image(1_000));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void tagUntagPullAndPrune() throws Exception {
        int processes = Tally.cases(4, 20);
        int times = Tally.cases(12, 50);
        List<Process> running = new ArrayList<>();
        for (int number = 0; number < processes; number++) {
            String own = "own " + number;
            ImageFixture.builder().layer("shared", SHARED)
                    .layer(own, LayerFixture.gzip(tar -> tar.file("srv/own", own.repeat(5_000)))).build()
                    .push(registry, "many/image-" + number + ":1");
        }
        for (int number = 0; number < processes; number++) {
            Path out = directory.resolve("out-" + number);
            running.add(new ProcessBuilder(BusyMain.command(scene, number, times)).redirectOutput(out.toFile())
                    .redirectError(directory.resolve("err-" + number).toFile()).start());
        }
        Tally tally = new Tally("processes of " + times + " tag, untag, pull, prune");
        Set<String> wanted = new TreeSet<>(Set.of(FaultScene.KEPT.familiar()));
        try {
            for (int number = 0; number < processes; number++) {
                int child = number;
                tally.held("process " + number, () -> {
                    assertTrue(running.get(child).waitFor(BOUND_MINUTES, TimeUnit.MINUTES), "a deadlock");
                    assertEquals(0, running.get(child).exitValue(),
                            () -> read(directory.resolve("err-" + child)));
                    wanted.addAll(Files.readAllLines(directory.resolve("out-" + child)));
                });
            }
        } finally {
            running.forEach(Process::destroyForcibly);
        }
        tally.held("no lost update", () -> assertEquals(wanted, scene.names()));
        tally.held("all is whole", scene::assertWhole);
        tally.done(processes + 2);
    }

    /** It knows of no lock. What it loses of ours in its own read-modify-write is beyond us; we lose nothing of its. */
    @Test
    void whatAnotherToolWritesMeanwhileSurvives() throws Exception {
        Tools.require("umoci", "skopeo");
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> ours = CompletableFuture.supplyAsync(() -> tagUntil(over));
        int times = Tally.cases(12, 200);
        Tally tally = new Tally("edits of index.json by umoci and skopeo meanwhile");
        String kept = scene.store() + ":" + FaultScene.KEPT;
        Set<String> theirs = new TreeSet<>();
        try {
            for (int time = 0; time < times; time++) {
                String name = "example.com/theirs:" + time;
                if (time % 6 == 5) {
                    Run.command("skopeo", "--insecure-policy", "copy", "-q", "oci:" + kept,
                            "oci:" + scene.store() + ":" + name);
                } else {
                    Run.command("umoci", "tag", "--image", kept, name);
                }
                theirs.add(name);
            }
        } finally {
            over.set(true);
        }
        assertTrue(ours.get(BOUND_MINUTES, TimeUnit.MINUTES) > times / 2, "ours did hardly anything");
        Set<String> names = scene.names();
        theirs.forEach(name -> tally.held(name, () -> assertTrue(names.contains(name))));
        tally.held("all is whole", scene::assertWhole);
        tally.done(times + 1);
    }

    private int tagUntil(AtomicBoolean over) {
        int done = 0;
        try (StoreBackend service = scene.open()) {
            for (; !over.get(); done++) {
                service.tag(FaultScene.KEPT.familiar(), Reference.parse("example.com/ours:" + done % 50));
            }
        }
        return done;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
