package dev.jimg.backend;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.config.Environment;
import dev.jimg.registry.RegistryClient;
import dev.jimg.registry.RegistryOptions;
import dev.jimg.service.Backend;
import dev.jimg.service.container.ContainerListRequest;
import dev.jimg.service.container.Containers;
import dev.jimg.store.ImageStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** An embedded store in a directory of its own, and a user without any settings. */
final class StorePlace implements Backend {

    private static final URI NOBODY = URI.create("http://127.0.0.1:1/");

    private final Path directory;
    private final URI hub;

    private StorePlace(Path directory, URI hub) {
        this.directory = directory;
        this.hub = hub;
    }

    static StorePlace create() {
        return withHub(NOBODY);
    }

    /** @param hub where Docker Hub's search is, for this place */
    static StorePlace withHub(URI hub) {
        try {
            return new StorePlace(Files.createTempDirectory("jimg-store-"), hub);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path store() {
        return directory.resolve("store");
    }

    @Override
    public StoreBackend open() {
        return open(store(), directory, hub);
    }

    /** A store at any place, reached with no one's settings. */
    static StoreBackend open(Path store, Path home, URI hub) {
        return open(store, home, hub, Duration.ofSeconds(20));
    }

    /** @param idle how long a registry may be silent */
    static StoreBackend open(Path store, Path home, URI hub, Duration idle) {
        RegistryOptions options = RegistryOptions.of(new Environment(Map.of(), home, home))
                .withHub(NOBODY, hub)
                .withTimes(Duration.ofSeconds(10), idle, Duration.ofMillis(10));
        return new StoreBackend(ImageStore.open(store), new RegistryClient(options), "a test wants it",
                Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
    }

    @Override
    public void close() {
        if (Files.isDirectory(store().resolve("containers"))) {
            removeContainers();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Also those that run: no process and no mount is left. */
    private void removeContainers() {
        try (StoreBackend service = open()) {
            Containers containers = service.containers();
            containers.list(ContainerListRequest.ALL)
                    .forEach(container -> containers.remove(container.id(), true, true));
        }
    }
}
