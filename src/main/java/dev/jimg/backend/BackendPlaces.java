package dev.jimg.backend;

import dev.jimg.backend.shared.Failures;
import dev.jimg.config.BackendOrder;
import dev.jimg.config.DockerContext;
import dev.jimg.config.DockerContexts;
import dev.jimg.config.EngineAddress;
import dev.jimg.config.Environment;
import dev.jimg.config.SocketProbe;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.Place;
import dev.jimg.service.Places;
import dev.jimg.service.ServiceOpener;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The places that {@link BackendOrder} chooses among, all of them. */
final class BackendPlaces implements Places {

    /** An engine next door answers in milliseconds, one behind ssh in a second or two. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final Environment environment;
    private final SocketProbe sockets;
    private final ServiceOpener opener;
    private final Duration patience;

    BackendPlaces(Environment environment, SocketProbe sockets, ServiceOpener opener) {
        this(environment, sockets, opener, PATIENCE);
    }

    BackendPlaces(Environment environment, SocketProbe sockets, ServiceOpener opener, Duration patience) {
        this.environment = environment;
        this.sockets = sockets;
        this.opener = opener;
        this.patience = patience;
    }

    @Override
    public Optional<Place> store() {
        return Optional.of(store(new BackendOrder(environment, sockets).store()));
    }

    @Override
    public List<Place> list() {
        return Failures.translate("list the places to work on", "", () -> {
            List<Place> places = new ArrayList<>();
            BackendOrder order = new BackendOrder(environment, sockets);
            places.add(store(order.store()));
            environment.variable("DOCKER_HOST").ifPresent(url -> places.add(new Place(Place.Kind.VARIABLE,
                    "DOCKER_HOST", url, host(url))));
            for (DockerContext context : new DockerContexts(environment).all()) {
                // Without its variable, the default context is the machine's socket; with it, it stands there already.
                if (!context.name().equals(DockerContext.DEFAULT_NAME)) {
                    places.add(new Place(Place.Kind.CONTEXT, context.name(), context.host(), context(context.name())));
                }
            }
            addSockets(order.sockets(), places);
            return List.copyOf(places);
        });
    }

    /** Those that are there and that no context leads to. */
    private void addSockets(List<Path> paths, List<Place> places) {
        Set<String> known = new HashSet<>();
        places.forEach(place -> known.add(place.location()));
        for (Path path : paths) {
            String url = new EngineAddress.UnixSocket(path).url();
            if (sockets.ask(path) != SocketProbe.Answer.ABSENT && known.add(url)) {
                places.add(new Place(Place.Kind.SOCKET, url, url, host(url)));
            }
        }
    }

    @Override
    public String probe(Place place) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Cancellation enough = new Cancellation();
        Thread asking = new Thread(() -> CancellationScope.run(enough, () -> ask(place, answer)), "jimg-probe");
        asking.setDaemon(true);
        asking.start();
        Cancellation.Registration registration = CancellationScope.current().onCancel(enough::cancel);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Failure(Failure.Kind.UNREACHABLE, "reach", place.location(), "no answer in "
                    + patience.toSeconds() + " seconds", "Is the way there open, and the engine running?");
        } catch (ExecutionException e) {
            CancellationScope.current().check();
            throw Failures.of("reach", place.location(), e.getCause() instanceof RuntimeException thrown ? thrown
                    : new IllegalStateException(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Failure.Kind.UNREACHABLE, "reach", place.location(), "interrupted", "");
        } finally {
            registration.close();
            enough.cancel();
        }
    }

    /** What is opened when nobody waits any more is closed all the same. */
    private void ask(Place place, CompletableFuture<String> answer) {
        try (ImageService service = opener.open(place.choice())) {
            answer.complete(service.info().product());
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    private static Place store(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        return new Place(Place.Kind.STORE, absolute.toString(), absolute.toString(),
                new BackendChoice(Optional.of(absolute), Optional.empty(), Optional.empty()));
    }

    private static BackendChoice host(String url) {
        return new BackendChoice(Optional.empty(), Optional.of(url), Optional.empty());
    }

    private static BackendChoice context(String name) {
        return new BackendChoice(Optional.empty(), Optional.empty(), Optional.of(name));
    }
}
