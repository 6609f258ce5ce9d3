package dev.jimg.cli;

import dev.jimg.testing.RealDocker;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Containers in every state, with all that a list may show of them, on an engine of our own. */
final class AwkwardContainers {

    private static final List<String> PROGRAMS =
            List.of("sh", "cat", "echo", "sleep", "true", "false", "touch", "env", "id", "pwd", "head");

    private final RealDocker docker;
    private final Path files;
    private final Map<String, String> words;

    /** @param words gets the IDs, as {@code {container:NAME}} */
    AwkwardContainers(RealDocker docker, Path files, Map<String, String> words) {
        this.docker = docker;
        this.files = files;
        this.words = words;
    }

    void prepare() {
        try {
            importPrograms(Files.createDirectories(files.resolve("root")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        docker.docker("network", "create", "--label", "x=y", "mesh");
        docker.docker("volume", "create", "--label", "x=y", "data");
        create("run", "-d", "--name", "web", "--network", "mesh", "-p", "80", "-p", "127.0.0.1::81/udp", "-p", "9000-9002",
                "--expose", "7000", "-l", "a=b", "-l", "com.example.x=1 2", "-v", "data:/data", "-v", "/tmp:/t:ro",
                "programs:1", "sleep", "100000");
        create("run", "-d", "--name", "sick", "--network", "none", "--health-cmd", "true", "--health-interval", "1h",
                "programs:1", "sleep", "100000");
        create("run", "-d", "-t", "--name", "screen", "--network", "none", "programs:1", "sh", "-c",
                "echo one; echo two >&2; sleep 100000");
        create("run", "-d", "--name", "still", "--network", "none", "programs:1", "sleep", "100000");
        docker.docker("pause", "still");
        docker.command("run", "--name", "gone", "--network", "none", "programs:1", "sh", "-c",
                "echo out; echo more out; printf 'no end' >&2; exit 3").attempt();
        docker.docker("run", "--name", "fine", "--network", "none", "programs:1", "true");
        create("create", "--name", "made", "--network", "none", "--restart", "on-failure:3", "--memory", "64m", "--cap-add",
                "SYS_TIME", "--tmpfs", "/x", "--add-host", "h:10.0.0.1", "-e", "K=é", "-w", "/w", "-it", "programs:1",
                "sh", "-c", "say \"these\" 'words' of 中文 and more than the column has room for");
        create("create", "--name", "of-digest", "--network", "none", words.get("id:programs:1"), "true");
        docker.docker("tag", "programs:1", "moved:1");
        create("create", "--name", "of-lost", "--network", "none", "moved:1", "true");
        docker.docker("tag", "plain:1", "moved:1");
        docker.command("run", "--name", "broken", "--network", "none", "programs:1", "no-such-program").attempt();
        for (String line : docker.docker("ps", "-a", "--no-trunc", "--format", "{{.Names}} {{.ID}}").out().lines().toList()) {
            words.put("container:" + line.split(" ")[0], line.split(" ")[1]);
        }
    }

    private void create(String... arguments) {
        docker.docker(arguments);
    }

    /** A root file system that has a shell and little else. */
    private void importPrograms(Path root) throws IOException {
        Path bin = Files.createDirectories(root.resolve("bin"));
        Files.copy(Tools.find("busybox").orElseThrow(), bin.resolve("busybox"));
        for (String program : PROGRAMS) {
            Files.createSymbolicLink(bin.resolve(program), Path.of("busybox"));
        }
        Files.createDirectories(root.resolve("tmp"));
        Files.writeString(Files.createDirectories(root.resolve("etc")).resolve("no-program"), "text");
        List<String> pack = new ArrayList<>(List.of("tar", "-cf", files.resolve("programs.tar").toString(), "-C",
                root.toString(), "."));
        Run.command(pack.toArray(String[]::new));
        docker.docker("import", files.resolve("programs.tar").toString(), "programs:1");
        words.put("id:programs:1", docker.docker("images", "-q", "--no-trunc", "programs:1").out().strip());
    }
}
