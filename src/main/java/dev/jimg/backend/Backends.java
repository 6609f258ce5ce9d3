package dev.jimg.backend;

import dev.jimg.config.Environment;
import dev.jimg.engine.EngineAddress;
import dev.jimg.engine.EngineClient;
import dev.jimg.registry.RegistryClient;
import dev.jimg.registry.RegistryOptions;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ServiceOpener;
import dev.jimg.store.ImageStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Decides what a choice leads to, and says why: the store or engine that was named on the command line, the store of
 * {@code JIMG_STORE}, the store at its default place. Opening reads and creates nothing.
 */
public final class Backends implements ServiceOpener {

    private final Environment environment;
    private final Clock clock;

    public Backends(Environment environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    /** @throws Failure if no engine answers where one was named, saying why and what to do */
    @Override
    public ImageService open(BackendChoice choice) {
        if (choice.host().isPresent()) {
            return engine(choice.host().get(), "-H was given");
        }
        if (choice.context().isPresent()) {
            throw new Failure(Failure.Kind.UNSUPPORTED, "use the context", choice.context().get(),
                    "this version does not read docker's contexts", "Name the engine's address with -H.");
        }
        if (choice.store().isPresent()) {
            return store(choice.store().get(), "--store was given");
        }
        Optional<String> variable = environment.variable("JIMG_STORE");
        if (variable.isPresent()) {
            return store(Path.of(variable.get()), "JIMG_STORE is set");
        }
        return store(defaultPlace(), environment.variable("DOCKER_HOST").isEmpty() ? "the embedded store is the default"
                : "the embedded store is the default; this version does not use DOCKER_HOST");
    }

    /** {@code $XDG_DATA_HOME/jimg/store}, by default below {@code ~/.local/share}. */
    private Path defaultPlace() {
        Path data = environment.variable("XDG_DATA_HOME").map(Path::of).filter(Path::isAbsolute)
                .orElse(environment.home().resolve(".local").resolve("share"));
        return data.resolve("jimg").resolve("store");
    }

    private ImageService engine(String address, String reason) {
        return Failures.translate("use the engine", "", () -> {
            RegistryOptions options = RegistryOptions.of(environment);
            EngineClient engine = EngineClient.connect(EngineAddress.open(address));
            return new EngineBackend(engine, new RegistryClient(options), options.credentials(), reason, clock);
        });
    }

    private ImageService store(Path directory, String reason) {
        Path absolute = directory.toAbsolutePath().normalize();
        return new StoreBackend(ImageStore.open(absolute), new RegistryClient(RegistryOptions.of(environment)), reason,
                clock);
    }
}
