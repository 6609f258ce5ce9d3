package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
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

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
