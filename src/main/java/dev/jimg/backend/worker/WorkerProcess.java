package dev.jimg.backend.worker;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Starts this same program once more, away from the terminal: a session of its own, deaf to a hang-up also in the
 * moment before it has that, and polite to whoever works on the machine.
 */
final class WorkerProcess {

    private static final String MAIN = "dev.jimg.Main";
    private static final String DETACH = "trap '' HUP INT QUIT TSTP; "
            + "if command -v setsid >/dev/null; then exec setsid nice -n 5 \"$@\"; else exec nice -n 5 \"$@\"; fi";
    private static final Set<String> CLASS_PATH = Set.of("-cp", "-classpath", "--class-path", "-jar");

    private WorkerProcess() {}

    /** @param arguments of the program */
    static void start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", DETACH, "jimg-worker"));
        command.addAll(java());
        command.addAll(arguments);
        File nothing = new File("/dev/null");
        new ProcessBuilder(command).redirectInput(nothing).redirectOutput(nothing).redirectError(nothing).start();
    }

    /** With the flags that this process was started with: they bound its memory, and say where its libraries lie. */
    private static List<String> java() {
        List<String> words = new ArrayList<>();
        words.add(ProcessHandle.current().info().command()
                .orElseGet(() -> Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        words.addAll(flags());
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        return words;
    }

    private static List<String> flags() {
        String line;
        try {
            line = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return List.of();
        }
        List<String> flags = new ArrayList<>();
        String[] words = line.split("\0");
        for (int i = 1; i < words.length; i++) {
            if (CLASS_PATH.contains(words[i])) {
                return flags;
            }
            flags.add(words[i]);
        }
        // A way to start Java that is not known: rather no flag than a wrong one.
        return List.of();
    }
}
