package dev.jimg.backend.engine;

import dev.jimg.backend.shared.Failures;
import dev.jimg.config.CredentialSource;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineException;
import dev.jimg.engine.PushMessage;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.PushRequest;
import dev.jimg.service.PushResult;
import dev.jimg.service.TransferEvent;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.util.function.Consumer;

/** Lets an engine push. The credentials are looked up here and go along with the request. */
final class EnginePusher {

    private static final String OPERATION = "push";
    private static final String NO_LOGIN = "no basic auth credentials";
    private static final String NOT_HERE = "An image does not exist locally with the tag: ";
    private static final long NOT_KNOWN = -1;

    private final EngineClient engine;
    private final CredentialSource credentials;

    EnginePusher(EngineClient engine, CredentialSource credentials) {
        this.engine = engine;
        this.credentials = credentials;
    }

    PushResult push(PushRequest request, Consumer<TransferEvent> events, Cancellation cancellation) {
        Reference target = request.reference().orLatest();
        if (target.digest().isPresent()) {
            throw new Failure(Failure.Kind.INVALID, OPERATION, target.familiar(), "cannot push a digest reference",
                    "Name a tag.");
        }
        EnginePushProgress progress = new EnginePushProgress(events);
        try {
            engine.push(target, request.platform(), credentials.find(target.domain(), cancellation::isCancelled),
                    progress::accept, cancellation);
        } catch (EngineException e) {
            progress.refused();
            throw PlainRegistry.advice(e, target, engine.version().podman())
                    .map(advice -> new Failure(Failure.Kind.valueOf(e.kind().name()), OPERATION, target.familiar(),
                            e.why(), advice, e.verbatim(), e)).orElseGet(() -> explain(e, target));
        }
        progress.end();
        PushMessage.Pushed pushed = progress.pushed().orElseThrow(() -> new Failure(Failure.Kind.REMOTE, OPERATION,
                target.familiar(), "the engine at " + engine.where() + " ended without saying what it pushed",
                "Look whether the registry has it."));
        return new PushResult(target, pushed.digest(), pushed.size(), NOT_KNOWN);
    }

    private static Failure explain(EngineException e, Reference target) {
        // Docker says it within the stream, Podman with a status of its own.
        if (e.why().startsWith(NOT_HERE) || e.kind() == EngineException.Kind.NOT_FOUND
                && e.why().contains("image not known")) {
            return new Failure(Failure.Kind.NOT_FOUND, OPERATION, target.familiar(), NOT_HERE + target.familiarName(),
                    "«jimg-tui tag IMAGE " + target.familiar() + "» gives an image that name.", e.verbatim(), e);
        }
        String login = target.isHub() ? "jimg-tui login" : "jimg-tui login " + target.domain();
        // The engine passes on the registry's words without its status.
        boolean wantsLogin = e.why().contains(NO_LOGIN);
        // Then it was this machine that refused, and no registry.
        boolean bySocket = e.getCause() instanceof IOException;
        return switch (wantsLogin ? EngineException.Kind.UNAUTHORIZED
                : bySocket ? EngineException.Kind.UNREACHABLE : e.kind()) {
            case UNAUTHORIZED, DENIED -> new Failure(Failure.Kind.UNAUTHORIZED, OPERATION, target.familiar(), e.why(),
                    "Log in with: " + login, e.verbatim(), e);
            default -> Failures.of(OPERATION, target.familiar(), e);
        };
    }
}
