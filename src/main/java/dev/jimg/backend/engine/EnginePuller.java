package dev.jimg.backend.engine;

import dev.jimg.backend.shared.Failures;
import dev.jimg.backend.shared.RemoteBrowser;
import dev.jimg.config.CredentialSource;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineException;
import dev.jimg.engine.EngineImageDetails;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryException;
import dev.jimg.service.Failure;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PullResult;
import dev.jimg.service.TransferEvent;
import dev.jimg.transfer.Cancellation;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Lets an engine pull: with the credentials of the person who asks, and with the same events as a pull into the store. */
final class EnginePuller {

    private final EngineClient engine;
    private final CredentialSource credentials;
    private final RemoteBrowser browser;
    private final EngineFacts facts;

    EnginePuller(EngineClient engine, CredentialSource credentials, RemoteBrowser browser, EngineFacts facts) {
        this.engine = engine;
        this.credentials = credentials;
        this.browser = browser;
        this.facts = facts;
    }

    PullResult pull(PullRequest request, Consumer<TransferEvent> events, Cancellation cancellation) {
        Reference reference = EngineImages.exact(request.reference());
        Optional<ImageId> before = find(reference).map(EngineImageDetails::id);
        EnginePullProgress progress = new EnginePullProgress(engine.version().podman(), events);
        try {
            engine.pull(reference, request.platform(), credentials.find(reference.domain(), cancellation::isCancelled),
                    progress::accept, cancellation);
        } catch (EngineException e) {
            throw explain(e, request, reference, cancellation);
        }
        EngineImageDetails image = find(reference).orElseThrow(() -> new Failure(Failure.Kind.CONFLICT, "pull",
                reference.familiar(), "it came, but was removed at the same moment", "Pull it again."));
        facts.remember(image);
        checkPlatform(request, reference, image);
        progress.end(image.layers());
        return new PullResult(reference, digest(progress, reference, image), image.id(),
                before.filter(image.id()::equals).isEmpty(), progress.fetched());
    }

    private Optional<EngineImageDetails> find(Reference reference) {
        try {
            return Optional.of(engine.inspect(reference.familiar()));
        } catch (EngineException e) {
            if (e.kind() == EngineException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Podman does not tell the digest; the image has it as a name. */
    private static Digest digest(EnginePullProgress progress, Reference reference, EngineImageDetails image) {
        return progress.digest().or(reference::digest)
                .or(() -> image.digests().stream().filter(name -> name.name().equals(reference.name()))
                        .flatMap(name -> name.digest().stream()).findFirst())
                .orElse(image.id().digest());
    }

    /** Docker takes an image without an index whatever platform was asked for, and only warns. */
    private static void checkPlatform(PullRequest request, Reference reference, EngineImageDetails image) {
        Optional<Platform> wanted = request.platform();
        if (wanted.isPresent() && wanted.get().compatible().stream().noneMatch(image.platform()::matches)) {
            throw new Failure(Failure.Kind.NOT_FOUND, "pull", reference.familiar(), "there is no image for "
                    + wanted.get(), "The one there is is for " + image.platform() + "; the engine has pulled it.");
        }
    }

    /** The engine's reason, with what to do; an engine knows neither our commands nor all platforms there are. */
    private Failure explain(EngineException e, PullRequest request, Reference reference, Cancellation cancellation) {
        String host = reference.isHub() ? "Docker Hub" : reference.domain();
        Optional<String> plain = PlainRegistry.advice(e, reference, engine.version().podman());
        if (plain.isPresent()) {
            return failure(e, e.why(), plain.get());
        }
        return switch (e.kind()) {
            case UNAUTHORIZED -> failure(e, "authentication required by " + host + ", or there is no such repository ("
                    + e.why() + ")", "Log in with: jimg-tui login" + (reference.isHub() ? "" : " " + reference.domain()));
            case NOT_FOUND -> e.why().contains("no matching manifest") || e.why().contains("no image found in")
                    ? failure(e, "there is no image for " + request.platform().orElseGet(engine.version()::platform),
                            offered(reference, cancellation))
                    : failure(e, e.why(), "List the repository's tags with: jimg-tui tags " + reference.familiarName());
            case RATE_LIMITED -> failure(e, e.why(), "Come back later."
                    + (reference.isHub() ? " Docker Hub allows more to those who are logged in: jimg-tui login." : ""));
            case CORRUPT -> failure(e, e.why(), "Pull it again; if that does not help, tell its publisher.");
            case DISK -> failure(e, e.why(), "Make room on the engine's machine: jimg-tui image prune.");
            default -> Failures.of("pull", reference.familiar(), e);
        };
    }

    private static Failure failure(EngineException e, String why, String advice) {
        return new Failure(Failure.Kind.valueOf(e.kind().name()), e.operation(), e.subject(), why, advice,
                e.verbatim(), e);
    }

    /** Asked of the registry from here, which may not be possible where the engine is far away. */
    private String offered(Reference reference, Cancellation cancellation) {
        try {
            List<String> platforms = browser.platforms(reference, cancellation).stream().map(Platform::toString).toList();
            return platforms.isEmpty() ? "" : "There are: " + String.join(", ", platforms) + ". Choose one with --platform.";
        } catch (RegistryException e) {
            return "";
        }
    }
}
