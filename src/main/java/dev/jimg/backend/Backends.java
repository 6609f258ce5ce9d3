package dev.jimg.backend;

import dev.jimg.backend.engine.EngineBackend;
import dev.jimg.backend.shared.Failures;
import dev.jimg.backend.store.StoreBackend;
import dev.jimg.config.BackendOrder;
import dev.jimg.config.BackendPlace;
import dev.jimg.config.Environment;
import dev.jimg.config.SocketProbe;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.LocalSockets;
import dev.jimg.engine.Transports;
import dev.jimg.registry.RegistryClient;
import dev.jimg.registry.RegistryOptions;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.Places;
import dev.jimg.service.ServiceOpener;
import dev.jimg.store.ImageStore;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Opens what a choice leads to, in the order that {@link BackendOrder} says. Opening a store reads and creates nothing;
 * opening an engine agrees with it on a version.
 */
public final class Backends implements ServiceOpener {

    private static final String OPERATION = "use the engine";

    private final Environment environment;
    private final Clock clock;
    private final SocketProbe sockets;

    public Backends(Environment environment, Clock clock) {
        this(environment, clock, new LocalSockets());
    }

    Backends(Environment environment, Clock clock, SocketProbe sockets) {
        this.environment = environment;
        this.clock = clock;
        this.sockets = sockets;
    }

    /** @throws Failure if what was named or is configured cannot be used, or no engine answers there */
    @Override
    public ImageService open(BackendChoice choice) {
        BackendPlace place = Failures.translate("choose where to work", "", () ->
                new BackendOrder(environment, sockets).choose(choice.store(), choice.host(), choice.context()));
        return place instanceof BackendPlace.Engine engine ? engine(engine) : store((BackendPlace.Store) place);
    }

    @Override
    public Places places() {
        return new BackendPlaces(environment, sockets, this);
    }

    private ImageService engine(BackendPlace.Engine place) {
        return Failures.translate(OPERATION, "", () -> {
            RegistryOptions options = RegistryOptions.of(environment);
            EngineClient engine = EngineClient.connect(Transports.open(place.target(), environment));
            return new EngineBackend(engine, new RegistryClient(options), options.credentials(), place.context(),
                    place.reason(), clock);
        });
    }

    private ImageService store(BackendPlace.Store place) {
        Path absolute = place.directory().toAbsolutePath().normalize();
        return new StoreBackend(ImageStore.open(absolute), new RegistryClient(RegistryOptions.of(environment)),
                place.reason(), clock);
    }
}
