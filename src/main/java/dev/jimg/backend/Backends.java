package dev.jimg.backend;

import dev.jimg.config.Environment;
import dev.jimg.registry.RegistryClient;
import dev.jimg.registry.RegistryOptions;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ServiceOpener;
import dev.jimg.store.ImageStore;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Decides what a choice leads to, and says why: the store that was named on the command line, the store of
 * {@code JIMG_STORE}, the store at its default place. Opening reads and creates nothing.
 */
public final class Backends implements ServiceOpener {

    private final Environment environment;
    private final Clock clock;

    public Backends(Environment environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * @throws Failure UNSUPPORTED if an engine was named: this version works on the embedded store; INVALID if
     *     {@code JIMG_STORE} is no path
     */
    @Override
    public ImageService open(BackendChoice choice) {
        Optional<String> engine = choice.host().or(choice::context);
        if (engine.isPresent()) {
            throw new Failure(Failure.Kind.UNSUPPORTED, "use the engine", engine.get(),
                    "this version works on the embedded store only",
                    "Leave -H and -c out. To hand an image to an engine, copy it there with skopeo, see the README.");
        }
        if (choice.store().isPresent()) {
            return store(choice.store().get(), "--store was given");
        }
        Optional<String> variable = environment.variable("JIMG_STORE");
        if (variable.isPresent()) {
            return store(path(variable.get()), "JIMG_STORE is set");
        }
        return store(defaultPlace(), environment.variable("DOCKER_HOST").isEmpty() ? "the embedded store is the default"
                : "the embedded store is the default; this version does not use DOCKER_HOST");
    }

    /** In the C locale Java cannot say names with other letters. */
    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new Failure(Failure.Kind.INVALID, "use the store of JIMG_STORE", text,
                    "this locale cannot say that path (" + e.getReason() + ")", "Set LC_ALL=C.UTF-8, for example.", e);
        }
    }

    /** {@code $XDG_DATA_HOME/jimg/store}, by default below {@code ~/.local/share}. */
    private Path defaultPlace() {
        Path data = environment.variable("XDG_DATA_HOME").map(Path::of).filter(Path::isAbsolute)
                .orElse(environment.home().resolve(".local").resolve("share"));
        return data.resolve("jimg").resolve("store");
    }

    private ImageService store(Path directory, String reason) {
        Path absolute = directory.toAbsolutePath().normalize();
        return new StoreBackend(ImageStore.open(absolute), new RegistryClient(RegistryOptions.of(environment)), reason,
                clock);
    }
}
