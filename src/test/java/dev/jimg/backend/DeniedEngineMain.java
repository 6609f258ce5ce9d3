package dev.jimg.backend;

import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.testing.RawEngine;
import dev.jimg.transfer.Cancellation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A user who may open the engine's socket no more: prints a line for each operation. Root may, so that it has to be one
 * without the right to override permissions. The argument is a directory.
 */
final class DeniedEngineMain {

    private DeniedEngineMain() {}

    public static void main(String[] words) throws Exception {
        Path directory = Path.of(words[0]);
        Path socket = directory.resolve("sock");
        try (RawEngine engine = new RawEngine(socket, (asked, out) -> out.write(EngineScript.right(asked)));
                ImageService service = EngineFaultsTest.open(engine, directory)) {
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("---------"));
            for (EngineOperation operation : EngineOperation.values()) {
                try {
                    operation.run(service, directory, Cancellation.none());
                    System.out.println(operation + " was done");
                } catch (Failure e) {
                    EngineFaultsTest.expectOneLine(e, engine.host());
                    System.out.println(operation + " " + e.kind() + " " + Files.exists(directory.resolve("saved.tar")));
                }
            }
        }
    }
}
