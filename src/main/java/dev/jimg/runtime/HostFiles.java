package dev.jimg.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The three files that docker puts into every container in place of the image's: {@code /etc/resolv.conf},
 * {@code /etc/hosts} and {@code /etc/hostname}. They are copies, so that a container cannot write the host's.
 */
final class HostFiles {

    private static final String NO_HOSTS = """
            127.0.0.1\tlocalhost
            ::1\tlocalhost ip6-localhost ip6-loopback
            """;

    private HostFiles() {}

    /** @param directory for the copies; it lives as long as the container */
    static List<BindMount> write(Path directory, Network network, String hostname) throws IOException {
        String hosts = network == Network.HOST ? read("/etc/hosts", NO_HOSTS) : NO_HOSTS;
        String resolver = read("/etc/resolv.conf", "");
        return List.of(file(directory, "resolv.conf", resolver), file(directory, "hosts", hosts),
                file(directory, "hostname", hostname + "\n"));
    }

    private static BindMount file(Path directory, String name, String text) throws IOException {
        return new BindMount(Files.writeString(directory.resolve(name), text), "/etc/" + name, false);
    }

    private static String read(String path, String otherwise) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            return otherwise;
        }
    }
}
