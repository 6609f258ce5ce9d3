package dev.jimg;

import dev.jimg.testing.TempDirs;
import dev.jimg.testing.Tmux;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real program, started as its own process on a store and with settings of its own. */
final class Program implements AutoCloseable {

    private final Path directory = TempDirs.create("jimg-program-");
    private final Path launcher = directory.resolve("jimg-tui");
    private final Map<String, String> environment = new HashMap<>();

    Program() {
        this("dev.jimg.Main");
    }

    Program(String mainClass) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String script = "#!/bin/sh\nexec '" + java + "' -Xmx256m -cp '" + System.getProperty("java.class.path") + "' "
                + mainClass + " \"$@\"\n";
        try {
            Files.writeString(launcher, script);
            Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("JIMG_STORE", store().toString());
        environment.put("HOME", directory.toString());
        environment.put("DOCKER_CONFIG", directory.resolve("docker").toString());
        environment.put("XDG_STATE_HOME", directory.resolve("state").toString());
        environment.put("LC_ALL", "C.UTF-8");
    }

    Path store() {
        return directory.resolve("store");
    }

    Path directory() {
        return directory;
    }

    String launcher() {
        return launcher.toString();
    }

    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** Sets a variable of the program's environment. */
    void put(String name, String value) {
        environment.put(name, value);
    }

    /** Puts a shell script on its PATH, before whatever else has this name. */
    void script(String name, String text) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path script = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        put("PATH", bin + ":" + System.getenv("PATH"));
    }

    /** Opens the screen in a terminal of this size. */
    Tmux open(int columns, int rows, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher()));
        command.addAll(List.of(arguments));
        return Tmux.start(columns, rows, environment, command.toArray(String[]::new));
    }

    /** Opens a shell in a terminal; the program is {@code $APP} there. */
    Tmux shell(int columns, int rows) {
        Map<String, String> more = new HashMap<>(environment);
        more.put("APP", launcher());
        more.put("PS1", "$ ");
        return Tmux.start(columns, rows, more, "bash", "--norc", "--noprofile", "-i");
    }

    @Override
    public void close() {
        TempDirs.delete(directory);
    }
}
