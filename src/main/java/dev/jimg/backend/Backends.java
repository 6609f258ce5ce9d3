package dev.jimg.backend;

import dev.jimg.backend.copy.Copier;
import dev.jimg.backend.engine.EngineBackend;
import dev.jimg.backend.shared.Failures;
import dev.jimg.backend.shared.Indexing;
import dev.jimg.backend.store.StoreBackend;
import dev.jimg.config.BackendOrder;
import dev.jimg.config.BackendPlace;
import dev.jimg.config.DockerConfig;
import dev.jimg.config.Environment;
import dev.jimg.config.SocketProbe;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.LocalSockets;
import dev.jimg.engine.Transports;
import dev.jimg.registry.RegistryClient;
import dev.jimg.registry.RegistryOptions;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.Copies;
import dev.jimg.service.CopyPlace;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.Places;
import dev.jimg.service.ServiceOpener;
import dev.jimg.store.ImageStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Opens what a choice leads to, in the order that {@link BackendOrder} says. Opening a store reads and creates nothing;
 * opening an engine agrees with it on a version.
 */
public final class Backends implements ServiceOpener {

    private static final String OPERATION = "use the engine";

    private final Environment environment;
    private final Clock clock;
    private final SocketProbe sockets;
    private final Indexing indexing;

    /** For a program that ends with one command. */
    public Backends(Environment environment, Clock clock) {
        this(environment, clock, Indexing.WHEN_ASKED);
    }

    public Backends(Environment environment, Clock clock, Indexing indexing) {
        this(environment, clock, new LocalSockets(), indexing);
    }

    Backends(Environment environment, Clock clock, SocketProbe sockets, Indexing indexing) {
        this.environment = environment;
        this.clock = clock;
        this.sockets = sockets;
        this.indexing = indexing;
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

    @Override
    public Copies copies(BackendChoice current) {
        return new Copier(place -> open(place, current), () -> new RegistryClient(RegistryOptions.of(environment)));
    }

    private ImageService open(CopyPlace place, BackendChoice current) {
        Optional<String> where = Optional.of(place.where()).filter(text -> !text.isEmpty());
        BackendOrder order = new BackendOrder(environment, sockets);
        return switch (place.kind()) {
            case CURRENT -> open(current);
            case STORE -> open(new BackendChoice(Optional.of(current.store().orElseGet(order::store)),
                    Optional.empty(), Optional.empty()));
            case CONTEXT -> open(new BackendChoice(Optional.empty(), Optional.empty(), where));
            case ENGINE -> where.isPresent() ? open(new BackendChoice(Optional.empty(), where, Optional.empty()))
                    : anyEngine(order, current);
            case REGISTRY -> throw new IllegalArgumentException("a registry is no backend");
        };
    }

    /** The first that applies, whatever is said of a store. */
    private ImageService anyEngine(BackendOrder order, BackendChoice current) {
        return Failures.translate(OPERATION, "", () -> engine(order.engine(current.host(), current.context())
                .orElseThrow(() -> new Failure(Failure.Kind.NOT_FOUND, OPERATION, "", "there is none that is configured"
                        + " or answers on this machine", "Name one: engine+ssh://HOST/IMAGE, or context://NAME/IMAGE."))));
    }

    private ImageService engine(BackendPlace.Engine place) {
        return Failures.translate(OPERATION, "", () -> {
            RegistryOptions options = RegistryOptions.of(environment);
            EngineClient engine = EngineClient.connect(Transports.open(place.target(), environment,
                    DockerConfig.load(environment).httpHeaders()));
            return new EngineBackend(engine, new RegistryClient(options), options.credentials(), place.context(),
                    place.reason(), clock);
        });
    }

    private ImageService store(BackendPlace.Store place) {
        Path absolute = place.directory().toAbsolutePath().normalize();
        return new StoreBackend(ImageStore.open(absolute), new RegistryClient(RegistryOptions.of(environment)),
                place.reason(), indexing, clock);
    }
}
