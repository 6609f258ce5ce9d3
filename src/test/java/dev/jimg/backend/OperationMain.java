package dev.jimg.backend;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.service.ListRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that does something to the store of a {@link FaultScene} and may be killed at it. Arguments are the
 * directories and the registry of the scene, and operations.
 *
 * <p>It says {@code ready}, waits for a line before each of them, and says {@code done} or why not after it. Each has a
 * thread of its own: strace counts the calls to break by thread.
 */
final class OperationMain {

    private OperationMain() {}

    static List<String> command(FaultScene scene, StoreOperation... operations) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
                "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                OperationMain.class.getName(), scene.directory().toString(), scene.inputs().toString(),
                scene.registry()));
        for (StoreOperation operation : operations) {
            command.add(operation.name());
        }
        return command;
    }

    public static void main(String[] arguments) throws Exception {
        FaultScene scene = new FaultScene(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]);
        try (StoreBackend service = scene.open()) {
            service.list(ListRequest.EVERYTHING);
            System.out.println("ready");
            for (String name : List.of(arguments).subList(3, arguments.length)) {
                waitForALine();
                Thread thread = new Thread(() -> System.out.println(outcome(service, scene, name)), name);
                thread.start();
                thread.join();
            }
        }
    }

    private static String outcome(StoreBackend service, FaultScene scene, String name) {
        try {
            StoreOperation.valueOf(name).run(service, scene);
            return "done";
        } catch (IOException | RuntimeException e) {
            return "failed: " + e;
        }
    }

    private static void waitForALine() throws IOException {
        int read = System.in.read();
        while (read >= 0 && read != '\n') {
            read = System.in.read();
        }
    }
}
