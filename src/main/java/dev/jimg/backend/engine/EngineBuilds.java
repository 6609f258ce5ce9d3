package dev.jimg.backend.engine;

import dev.jimg.backend.shared.ContainerProxies;
import dev.jimg.backend.shared.Failures;
import dev.jimg.backend.shared.ServiceWork;
import dev.jimg.config.ConfigException;
import dev.jimg.config.CredentialSource;
import dev.jimg.config.Credentials;
import dev.jimg.engine.BuildApi;
import dev.jimg.engine.BuildOptions;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineException;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.build.BuildEvent;
import dev.jimg.service.build.BuildPrune;
import dev.jimg.service.build.BuildPruneRequest;
import dev.jimg.service.build.BuildRequest;
import dev.jimg.service.build.BuildResult;
import dev.jimg.service.build.Builds;
import dev.jimg.service.build.Intermediates;
import dev.jimg.transfer.Cancellation;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Building on an engine, by its classic builder: the context goes there as it is read. */
final class EngineBuilds implements Builds {

    /** What progress calls the context on its way. */
    static final String CONTEXT = "context";

    private static final String OPERATION = "build";

    private final EngineClient engine;
    private final CredentialSource credentials;
    private final ContainerProxies proxies;
    private final EngineLookup lookup;
    private final ServiceWork work;
    private final BuildKit buildKit;

    EngineBuilds(EngineClient engine, CredentialSource credentials, ContainerProxies proxies, EngineLookup lookup,
            ServiceWork work, BuildKit buildKit) {
        this.engine = engine;
        this.credentials = credentials;
        this.proxies = proxies;
        this.lookup = lookup;
        this.work = work;
        this.buildKit = buildKit;
    }

    @Override
    public BuildResult build(BuildRequest request, Consumer<BuildEvent> events, Cancellation cancellation) {
        String subject = request.tags().stream().map(Reference::familiar).reduce((a, b) -> a + ", " + b).orElse("");
        return work.run(OPERATION, subject, cancellation, linked -> {
            EngineContext context = EngineContext.of(request, engine.version(), linked);
            if (!request.secrets().isEmpty()) {
                requireBuildKit();
            }
            if (!request.secrets().isEmpty() || byBuildKit(context)) {
                return new BuildResult(buildKit.build(request, events, linked), request.tags());
            }
            EngineBuildLog log = new EngineBuildLog(events);
            try {
                engine.builds().build(options(request, context), context.content(), known(linked), sent -> {
                    if (context.remote().isEmpty()) {
                        events.accept(new BuildEvent.Progress(CONTEXT, "Sending build context", sent, -1));
                    }
                }, log::accept, linked);
            } catch (EngineException e) {
                throw explained(e, context);
            } catch (UncheckedIOException e) {
                throw new Failure(Failure.Kind.DISK, OPERATION, subject, "the context cannot be read ("
                        + e.getCause().getMessage() + ")", "", e);
            }
            return new BuildResult(image(log.image()), request.tags());
        });
    }

    /**
     * Where it is asked for, or where the Dockerfile wants it and it is there; what the classic builder then refuses, it
     * says itself. A context that is piped is looked into by the classic builder only: it cannot be read twice.
     */
    private boolean byBuildKit(EngineContext context) {
        String wish = String.valueOf(System.getenv("DOCKER_BUILDKIT"));
        boolean asked = wish.equals("1") || wish.equalsIgnoreCase("true");
        if (engine.version().podman() || context.piped() || wish.equals("0")) {
            return false;
        }
        if (asked && !buildKit.present()) {
            throw new Failure(Failure.Kind.UNSUPPORTED, OPERATION, "", "DOCKER_BUILDKIT asks for BuildKit, which needs"
                    + " docker's buildx", "Install docker-buildx, or unset DOCKER_BUILDKIT.").spelledAs(BuildKit.MISSING);
        }
        return asked || context.script().map(script -> !BuildKitNeeds.of(script).isEmpty()).orElse(false)
                && buildKit.present();
    }

    /** The classic builder has no place for secrets. */
    private void requireBuildKit() {
        if (engine.version().podman() || "0".equals(System.getenv("DOCKER_BUILDKIT")) || !buildKit.present()) {
            throw new Failure(Failure.Kind.UNSUPPORTED, OPERATION, "", "--secret and --ssh want BuildKit, and the engine's"
                    + " own builder is an older one", "Install docker-buildx, or build on the embedded store (--store).");
        }
    }

    @Override
    public BuildPrune prune(BuildPruneRequest request) {
        return work.run("prune the build cache", "", Cancellation.none(), linked -> {
            BuildApi.Pruned done = engine.builds().prune(request.all(), request.filters(),
                    request.limits().reserved(), request.limits().most(), request.limits().free());
            return new BuildPrune(done.removed(), done.freed());
        });
    }

    private BuildOptions options(BuildRequest request, EngineContext context) {
        Map<String, Optional<String>> arguments = new LinkedHashMap<>();
        proxies.buildArgs(request.buildArgs()).forEach((name, value) ->
                arguments.put(name, value.or(() -> Optional.ofNullable(System.getenv(name)))));
        return new BuildOptions(context.dockerfile(), context.remote(),
                request.tags().stream().map(Reference::familiar).toList(), arguments, request.labels(),
                request.target(), request.noCache(), request.pull(), request.platform(), request.network(),
                request.intermediates() != Intermediates.KEEP, request.intermediates() == Intermediates.REMOVE);
    }

    /**
     * All there are: which registries a build needs, only the engine finds out. One that cannot be had is left out here
     * and missed there, as docker does it.
     */
    private Map<String, Credentials> known(Cancellation cancellation) {
        Map<String, Credentials> result = new LinkedHashMap<>();
        for (String registry : credentials.registries()) {
            try {
                credentials.find(registry, cancellation::isCancelled).ifPresent(found -> result.put(registry, found));
            } catch (ConfigException e) {
                cancellation.check();
            }
        }
        return result;
    }

    /** Docker tells the ID; Podman its first twelve digits. */
    private ImageId image(String told) {
        if (told.isEmpty()) {
            throw new Failure(Failure.Kind.REMOTE, OPERATION, "", "the engine at " + engine.where()
                    + " did not say which image it built", "«jimg-tui images» lists what is here; then try again.");
        }
        return lookup.with(OPERATION, told, engine::inspect).id();
    }

    private Failure explained(EngineException e, EngineContext context) {
        Failure failure = Failures.of(OPERATION, "", e);
        List<String> wants = context.script().map(BuildKitNeeds::of).orElse(List.of());
        boolean refused = e.why().contains("requires BuildKit") || e.why().contains("unknown instruction")
                || e.why().contains("Unknown flag");
        return !refused || wants.isEmpty() ? failure
                : new Failure(Failure.Kind.UNSUPPORTED, e.operation(), e.subject(), e.why(), "This Dockerfile wants"
                        + " BuildKit (" + String.join(", ", wants) + "), and the engine's own builder is an older one."
                        + " With docker's buildx installed, DOCKER_BUILDKIT=1 has it built by BuildKit; the embedded"
                        + " store (--store) builds it too.", e).spelledAs(e.verbatim());
    }
}
