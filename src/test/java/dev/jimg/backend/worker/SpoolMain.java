package dev.jimg.backend.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/** Makes the directory of a transfer and writes its result, to be run where calls of the system fail. */
final class SpoolMain {

    static final String MADE = "made";
    static final String ENDED = "ended";

    private SpoolMain() {}

    /** @param arguments the directory */
    public static void main(String[] arguments) {
        SpoolDir files = new SpoolDir(Path.of(arguments[0]));
        ObjectNode content = SpoolJson.object().put("begun", "2026-01-01T00:00:00Z");
        try {
            files.create(content, content);
            System.out.println(MADE);
            files.writeResult(content);
            System.out.println(ENDED);
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }
}
