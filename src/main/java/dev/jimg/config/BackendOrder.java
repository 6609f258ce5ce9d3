package dev.jimg.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The order in which places to work on are looked for: what the command line says ({@code --store}, {@code -H}, {@code
 * -c}), what the variables say ({@code JIMG_STORE}, {@code DOCKER_HOST}, {@code DOCKER_CONTEXT}), what this program's
 * settings say ({@code backend}), docker's current context, a socket on which an engine answers (Docker's before
 * Podman's, the machine's before the user's), and the embedded store at its default place.
 *
 * <p>What was said is taken also where nobody answers there: to go somewhere else instead would be a surprise.
 */
public final class BackendOrder {

    private static final String STORE_IS_DEFAULT = "the embedded store is the default";

    private final Environment environment;
    private final SocketProbe probe;

    public BackendOrder(Environment environment, SocketProbe probe) {
        this.environment = environment;
        this.probe = probe;
    }

    /**
     * The first place that applies.
     *
     * @param store {@code --store}
     * @param host {@code -H}
     * @param context {@code -c}
     * @throws ConfigException if the first that applies cannot be used, saying where it was said
     */
    public BackendPlace choose(Optional<Path> store, Optional<String> host, Optional<String> context) {
        if (store.isPresent()) {
            return new BackendPlace.Store(store.get(), "--store was given");
        }
        if (host.isPresent()) {
            return host("", host.get(), "-H was given");
        }
        if (context.isPresent()) {
            return context("", context.get(), "-c was given");
        }
        return fromVariables().or(this::fromSettings).or(this::fromCurrentContext).orElseGet(this::found);
    }

    /**
     * The first engine that applies, whatever is said of a store; empty if there is none.
     *
     * @param host {@code -H}
     * @param context {@code -c}
     * @throws ConfigException as {@link #choose}
     */
    public Optional<BackendPlace.Engine> engine(Optional<String> host, Optional<String> context) {
        BackendPlace place = host.isPresent() || context.isPresent() ? choose(Optional.empty(), host, context)
                : engineFromVariables().or(() -> fromSettings().filter(BackendPlace.Engine.class::isInstance))
                        .or(this::fromCurrentContext).orElseGet(this::found);
        return place instanceof BackendPlace.Engine engine ? Optional.of(engine) : Optional.empty();
    }

    private Optional<BackendPlace> fromVariables() {
        Optional<Path> store = storeOfVariable();
        if (store.isPresent()) {
            return Optional.of(new BackendPlace.Store(store.get(), "JIMG_STORE is set"));
        }
        return engineFromVariables();
    }

    /** A path may look like an address; nobody means it. */
    private Optional<Path> storeOfVariable() {
        environment.variable("JIMG_STORE").filter(said -> said.startsWith(EngineAddressParser.STORE)).ifPresent(said -> {
            throw new ConfigException("JIMG_STORE is " + said + ", an address, and no directory",
                    "Set it to the directory alone.");
        });
        return environment.path("JIMG_STORE");
    }

    private Optional<BackendPlace> engineFromVariables() {
        return environment.variable("DOCKER_HOST").map(url -> host("DOCKER_HOST", url, "DOCKER_HOST is set"))
                .or(() -> environment.variable("DOCKER_CONTEXT")
                        .map(name -> context("DOCKER_CONTEXT", name, "DOCKER_CONTEXT is set")));
    }

    /** {@code backend}: the word store, an address, or the name of a context. */
    private Optional<BackendPlace> fromSettings() {
        String saidBy = "backend in " + environment.settingsFile();
        return OwnSettings.load(environment).backend().map(said ->
                said.equals("store") ? new BackendPlace.Store(defaultStore(), saidBy)
                : said.contains("://") ? host(saidBy, said, saidBy) : context(saidBy, said, saidBy));
    }

    private Optional<BackendPlace> fromCurrentContext() {
        DockerConfig config = DockerConfig.load(environment);
        return config.currentContext().map(name ->
                context(config.path().toString(), name, "the current docker context is \"" + name + "\""));
    }

    private BackendPlace host(String saidBy, String url, String reason) {
        return blaming(saidBy, () -> new BackendPlace.Engine(EngineTarget.of(url, environment), "", reason));
    }

    private BackendPlace context(String saidBy, String name, String reason) {
        return blaming(saidBy, () ->
                new BackendPlace.Engine(new DockerContexts(environment).named(name).target(), name, reason));
    }

    private BackendPlace found() {
        StringBuilder refused = new StringBuilder();
        for (Path socket : sockets()) {
            switch (probe.ask(socket)) {
                case ANSWERS:
                    return new BackendPlace.Engine(
                            new EngineTarget(new EngineAddress.UnixSocket(socket), Optional.empty()), "",
                            socket + " answers");
                case DENIED:
                    refused.append("; ").append(socket).append(" is there, but not open to you");
                    break;
                case SILENT:
                    refused.append("; ").append(socket).append(" is there, but nobody answers on it");
                    break;
                default:
                    break;
            }
        }
        return new BackendPlace.Store(defaultStore(), STORE_IS_DEFAULT + refused);
    }

    /** Where engines of this machine listen when nobody says another place. */
    public List<Path> sockets() {
        Optional<Path> runtime = environment.path("XDG_RUNTIME_DIR").filter(Path::isAbsolute);
        List<Path> result = new ArrayList<>();
        result.add(environment.root().resolve("var/run/docker.sock"));
        runtime.ifPresent(directory -> result.add(directory.resolve("docker.sock")));
        runtime.ifPresent(directory -> result.add(directory.resolve("podman/podman.sock")));
        result.add(environment.root().resolve("run/podman/podman.sock"));
        return result;
    }

    /** The embedded store of who says nothing else. */
    public Path store() {
        return storeOfVariable().orElseGet(this::defaultStore);
    }

    /** {@code $XDG_DATA_HOME/jimg/store}, by default below {@code ~/.local/share}. */
    private Path defaultStore() {
        Path data = environment.path("XDG_DATA_HOME").filter(Path::isAbsolute)
                .orElse(environment.home().resolve(".local").resolve("share"));
        return data.resolve("jimg").resolve("store");
    }

    /** @param saidBy empty where it was said just now, and whoever said it knows */
    private static BackendPlace blaming(String saidBy, Supplier<BackendPlace> place) {
        try {
            return place.get();
        } catch (ConfigException e) {
            throw new ConfigException(e.getMessage() + (saidBy.isEmpty() ? "" : " (from " + saidBy + ")"), e.advice(),
                    e.verbatim(), e);
        }
    }
}
