package dev.jimg.backend.shared;

import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryException;
import dev.jimg.service.Failure;
import dev.jimg.service.UpdateStatus;
import dev.jimg.transfer.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Asks one registry about one name after the other, with a pause between them, until it had enough. */
final class HostRound {

    /** How long a registry is left alone that does not say for how long it wants to be. */
    private static final Duration REST = Duration.ofMinutes(15);

    private final String host;
    private final UpdateProbe probe;
    private final QuietHosts quiet;
    private final Duration pause;
    private final Cancellation cancellation;

    HostRound(String host, UpdateProbe probe, QuietHosts quiet, Duration pause, Cancellation cancellation) {
        this.host = host;
        this.probe = probe;
        this.quiet = quiet;
        this.pause = pause;
        this.cancellation = cancellation;
    }

    void ask(List<LocalName> names, Map<Reference, UpdateStatus> kept, Consumer<UpdateStatus> heard) {
        Optional<Failure> stopped = quiet.why(host, probe.now());
        for (Iterator<LocalName> left = names.iterator(); left.hasNext();) {
            LocalName name = left.next();
            if (stopped.isPresent()) {
                heard.accept(name.unknown(stopped.get(), probe.now()));
                continue;
            }
            try {
                heard.accept(probe.ask(name, name.remembered(kept), cancellation));
            } catch (CancellationException e) {
                throw e;
            } catch (RuntimeException e) {
                Failure why = Failures.of("look for an update of", name.name().familiar(), e);
                heard.accept(name.unknown(why, probe.now()));
                stopped = e instanceof RegistryException refused ? stops(refused, why) : Optional.empty();
            }
            if (stopped.isEmpty() && left.hasNext()) {
                rest();
            }
        }
    }

    /** What is true of one name only does not keep the others from being asked. */
    private Optional<Failure> stops(RegistryException e, Failure why) {
        if (e.kind() == RegistryException.Kind.RATE_LIMITED) {
            Instant until = probe.now().plus(e.retryAfter().filter(time -> !time.isZero()).orElse(REST));
            quiet.rest(host, until, why);
        }
        boolean all = e.kind() == RegistryException.Kind.RATE_LIMITED
                || e.kind() == RegistryException.Kind.UNREACHABLE;
        return all ? Optional.of(why) : Optional.empty();
    }

    private void rest() {
        CountDownLatch stop = new CountDownLatch(1);
        Cancellation.Registration registration = cancellation.onCancel(stop::countDown);
        try {
            stop.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } finally {
            registration.close();
        }
        cancellation.check();
    }
}
