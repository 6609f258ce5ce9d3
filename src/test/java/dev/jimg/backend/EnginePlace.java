package dev.jimg.backend;

import dev.jimg.backend.engine.EngineBackend;
import dev.jimg.config.Environment;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.Transports;
import dev.jimg.registry.RegistryClient;
import dev.jimg.registry.RegistryOptions;
import dev.jimg.service.Backend;
import dev.jimg.testing.TempDirs;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** An engine that others share, for a user without any settings. */
final class EnginePlace implements Backend {

    private static final URI NOBODY = URI.create("http://127.0.0.1:1/");

    private final Path home = TempDirs.create("jimg-engine-");
    private final String address;
    private final Set<Limit> limits;
    private final Runnable clear;
    private final Supplier<List<String>> containers;

    private EnginePlace(String address, Set<Limit> limits, Supplier<List<String>> containers, Runnable clear) {
        this.address = address;
        this.limits = limits;
        this.containers = containers;
        this.clear = clear;
    }

    /** @param clear removes every image and container from it */
    static EnginePlace docker(String address, Runnable clear) {
        return docker(address, EnginePlace::notTold, clear);
    }

    /** @param containers the ids of all containers in it */
    static EnginePlace docker(String address, Supplier<List<String>> containers, Runnable clear) {
        return new EnginePlace(address, EnumSet.of(Limit.HIDES_BLOBS, Limit.DIGEST_LAST,
                Limit.NAMES_LAYERS_AS_THEY_BEGIN, Limit.CHECKS_CONFIG_LAST, Limit.READS_NO_OCI_ARCHIVES,
                Limit.WRITES_NO_OCI_ARCHIVES, Limit.DELETES_FOR_GOOD, Limit.LISTS_WITHOUT_UNTIL,
                Limit.INDEXES_WHEN_ASKED), containers, clear);
    }

    /** The same for Podman 4.3. */
    static EnginePlace podman(String address, Runnable clear) {
        return podman(address, EnginePlace::notTold, clear);
    }

    static EnginePlace podman(String address, Supplier<List<String>> containers, Runnable clear) {
        return new EnginePlace(address, EnumSet.complementOf(EnumSet.of(Limit.CHECKS_CONFIG_LAST,
                Limit.READS_NO_OCI_ARCHIVES, Limit.WRITES_NO_OCI_ARCHIVES, Limit.LISTS_WITHOUT_UNTIL)), containers, clear);
    }

    private static List<String> notTold() {
        throw new UnsupportedOperationException("who made this place did not say which containers are there");
    }

    /** Where the user's settings are looked for. */
    Path home() {
        return home;
    }

    @Override
    public EngineBackend open() {
        Environment environment = new Environment(Map.of(), home, home);
        RegistryOptions options = RegistryOptions.of(environment)
                .withHub(NOBODY, NOBODY)
                .withTimes(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMillis(10));
        EngineClient engine = EngineClient.connect(
                Transports.open(address, environment));
        return new EngineBackend(engine, new RegistryClient(options), options.credentials(), "a test wants it",
                Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
    }

    @Override
    public List<String> containers() {
        return containers.get();
    }

    @Override
    public Set<Limit> limits() {
        return limits;
    }

    @Override
    public void close() {
        clear.run();
        TempDirs.delete(home);
    }
}
