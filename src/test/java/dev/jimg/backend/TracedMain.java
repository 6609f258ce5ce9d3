package dev.jimg.backend;

import dev.jimg.backend.store.StoreBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A process under strace that does one operation after the other to the store of a {@link FaultScene}, each in a thread
 * of its own: strace counts the calls to break by thread. What came of each is said twice, since a write that is to
 * break may be that one.
 */
final class TracedMain {

    static final String DONE = "done";
    static final String UNCHANGED = "unchanged";
    /** A request is a write too: the registry is silent after one that broke. */
    private static final Duration IDLE = Duration.ofSeconds(2);

    private TracedMain() {}

    /** @param libraries with JNA's, that unpacking it is none of the writes that break */
    static List<String> command(FaultScene scene, Path libraries, StoreOperation... operations) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
                "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-Djna.boot.library.path=" + libraries,
                "-cp", System.getProperty("java.class.path"),
                TracedMain.class.getName(), scene.directory().toString(), scene.inputs().toString(),
                scene.registry()));
        for (StoreOperation operation : operations) {
            command.add(operation.name());
        }
        return command;
    }

    public static void main(String[] arguments) throws Exception {
        FaultScene scene = new FaultScene(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]);
        for (String name : List.of(arguments).subList(3, arguments.length)) {
            Set<String> before = scene.names();
            String[] outcome = {"it did not end"};
            Thread thread = new Thread(() -> outcome[0] = outcome(scene, StoreOperation.valueOf(name)), name);
            thread.start();
            thread.join();
            String names = before.equals(scene.names()) ? UNCHANGED : "changed";
            for (int twice = 0; twice < 2; twice++) {
                System.out.println(name + "\t" + names + "\t" + outcome[0].replace("\n", "\\n"));
            }
        }
    }

    private static String outcome(FaultScene scene, StoreOperation operation) {
        try (StoreBackend service = scene.open(IDLE)) {
            operation.run(service, scene);
            return DONE;
        } catch (IOException | RuntimeException e) {
            return e.toString();
        }
    }
}
