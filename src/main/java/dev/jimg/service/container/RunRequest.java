package dev.jimg.service.container;

import dev.jimg.oci.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to run.
 *
 * @param command replaces the image's own; empty to keep it
 * @param tty give it a terminal
 * @param interactive give it the input
 * @param ports docker's {@code -p}: {@code 8080:80/tcp}
 * @param environment {@code NAME=value}; a name alone takes the image's variable away
 * @param volumes docker's {@code -v} with an absolute path or the name of a volume: {@code /host:/container:ro}
 * @param remove take it away when it ended
 * @param network empty for the backend's default
 * @param entrypoint replaces the image's own; a list without any word takes it away
 * @param detachKeys what lets go of it without ending it; docker's {@code ctrl-p,ctrl-q} if empty
 * @param attach which of its streams to connect; if empty, what it writes, and its input where it is interactive
 */
public record RunRequest(String image, List<String> command, Optional<String> name, boolean tty, boolean interactive,
        List<String> ports, List<String> environment, List<String> volumes, boolean remove, Optional<String> network,
        Optional<String> user, Optional<String> workdir, Optional<List<String>> entrypoint,
        Map<String, String> labels, Optional<String> hostname, Optional<Platform> platform,
        Optional<String> detachKeys, Set<StandardStream> attach) {

    /** The image with a command of its own or another, and nothing special. */
    public static RunRequest of(String image, String... command) {
        return builder(image).command(List.of(command)).build();
    }

    /** Whether a stream is to be connected. An interactive one is always given its input. */
    public boolean attaches(StandardStream stream) {
        return stream == StandardStream.IN ? interactive || attach.contains(stream)
                : attach.isEmpty() || attach.contains(stream);
    }

    /** The same with other variables. */
    public RunRequest withEnvironment(List<String> variables) {
        return new RunRequest(image, command, name, tty, interactive, ports, variables, volumes, remove, network, user,
                workdir, entrypoint, labels, hostname, platform, detachKeys, attach);
    }

    public static Builder builder(String image) {
        return new Builder(image);
    }

    /** Collects what differs from what an image runs as by itself. */
    public static final class Builder {

        private final String image;
        private List<String> command = List.of();
        private Optional<String> name = Optional.empty();
        private boolean tty;
        private boolean interactive;
        private List<String> ports = List.of();
        private List<String> environment = List.of();
        private List<String> volumes = List.of();
        private boolean remove;
        private Optional<String> network = Optional.empty();
        private Optional<String> user = Optional.empty();
        private Optional<String> workdir = Optional.empty();
        private Optional<List<String>> entrypoint = Optional.empty();
        private Map<String, String> labels = Map.of();
        private Optional<String> hostname = Optional.empty();
        private Optional<Platform> platform = Optional.empty();
        private Optional<String> detachKeys = Optional.empty();
        private Set<StandardStream> attach = Set.of();

        private Builder(String image) {
            this.image = image;
        }

        public Builder command(List<String> words) {
            command = List.copyOf(words);
            return this;
        }

        public Builder name(Optional<String> wanted) {
            name = wanted;
            return this;
        }

        public Builder tty(boolean on) {
            tty = on;
            return this;
        }

        public Builder interactive(boolean on) {
            interactive = on;
            return this;
        }

        public Builder ports(List<String> published) {
            ports = List.copyOf(published);
            return this;
        }

        public Builder environment(List<String> variables) {
            environment = List.copyOf(variables);
            return this;
        }

        public Builder volumes(List<String> mounted) {
            volumes = List.copyOf(mounted);
            return this;
        }

        public Builder remove(boolean atItsEnd) {
            remove = atItsEnd;
            return this;
        }

        public Builder network(Optional<String> joined) {
            network = joined;
            return this;
        }

        public Builder user(Optional<String> who) {
            user = who;
            return this;
        }

        public Builder workdir(Optional<String> directory) {
            workdir = directory;
            return this;
        }

        public Builder entrypoint(Optional<List<String>> words) {
            entrypoint = words;
            return this;
        }

        public Builder labels(Map<String, String> given) {
            labels = given;
            return this;
        }

        public Builder hostname(Optional<String> own) {
            hostname = own;
            return this;
        }

        public Builder platform(Optional<Platform> wanted) {
            platform = wanted;
            return this;
        }

        public Builder detachKeys(Optional<String> keys) {
            detachKeys = keys;
            return this;
        }

        public Builder attach(Set<StandardStream> streams) {
            attach = Set.copyOf(streams);
            return this;
        }

        public RunRequest build() {
            return new RunRequest(image, command, name, tty, interactive, ports, environment, volumes, remove, network,
                    user, workdir, entrypoint, labels, hostname, platform, detachKeys, attach);
        }
    }
}
