package dev.jimg.backend.shared;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryClient;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PullAllowance;
import dev.jimg.service.UpdateProgress;
import dev.jimg.service.UpdateStatus;
import dev.jimg.service.Updates;
import dev.jimg.service.container.ContainerListRequest;
import dev.jimg.service.container.ContainerSummary;
import dev.jimg.transfer.Cancellation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks for updates of what a service lists: the same for every backend, because registries are asked from here. */
final class UpdateRadar implements Updates {

    /** Between two requests to one registry. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ImageService images;
    private final RegistryClient registry;
    private final ServiceWork work;
    private final UpdateProbe probe;
    private final UpdateMemory memory;
    private final QuietHosts quiet;
    private final Clock clock;

    /** @param quiet which registries are to be left alone: known for as long as the service is open */
    UpdateRadar(ImageService images, RegistrySide remote, ServiceWork work, QuietHosts quiet, Clock clock) {
        this.images = images;
        this.registry = remote.client();
        this.work = work;
        this.probe = new UpdateProbe(registry, remote.resolver(), clock);
        this.memory = new UpdateMemory(remote.environment(), images.info());
        this.quiet = quiet;
        this.clock = clock;
    }

    @Override
    public List<UpdateStatus> known() {
        return Failures.translate("read what is known of updates", "", () -> {
            Map<Reference, UpdateStatus> kept = memory.read();
            return kept.isEmpty() ? List.of()
                    : all().stream().flatMap(name -> name.remembered(kept).stream()).toList();
        });
    }

    @Override
    public List<UpdateStatus> check(List<Reference> wanted, Consumer<UpdateProgress> progress,
            Cancellation cancellation) {
        return work.run("look for updates", "", cancellation, linked -> {
            List<LocalName> all = all();
            List<LocalName> names = chosen(all, wanted);
            Map<Reference, UpdateStatus> kept = memory.read();
            Map<Reference, UpdateStatus> found = new HashMap<>();
            try {
                ask(names, kept, status -> {
                    // Never two at once, and the map is read only when all is done.
                    synchronized (found) {
                        found.put(status.name(), status);
                        progress.accept(new UpdateProgress(status, found.size(), names.size()));
                    }
                }, linked);
            } finally {
                // Also what a cancelled check has found.
                synchronized (found) {
                    memory.keep(all, kept, found.values());
                }
            }
            return names.stream().map(name -> found.get(name.name())).toList();
        });
    }

    @Override
    public Optional<PullAllowance> allowance() {
        return registry.rateLimit(Reference.HUB)
                .map(limit -> new PullAllowance(limit.limit(), limit.remaining(), limit.window()));
    }

    private void ask(List<LocalName> names, Map<Reference, UpdateStatus> kept, Consumer<UpdateStatus> heard,
            Cancellation cancellation) {
        Map<String, List<LocalName>> byHost = new LinkedHashMap<>();
        for (LocalName name : names) {
            if (name.here().isEmpty()) {
                heard.accept(name.status(UpdateStatus.State.LOCAL, clock.instant()));
            } else {
                byHost.computeIfAbsent(name.name().domain(), host -> new ArrayList<>()).add(name);
            }
        }
        try (ParallelWork hosts = new ParallelWork(byHost.size(), cancellation)) {
            byHost.forEach((host, asked) -> hosts.fetch(() ->
                    new HostRound(host, probe, quiet, PAUSE, hosts.cancellation()).ask(asked, kept, heard)));
            hosts.await();
        }
    }

    private static List<LocalName> chosen(List<LocalName> all, List<Reference> wanted) {
        for (Reference name : wanted) {
            if (all.stream().noneMatch(one -> one.meant(name))) {
                throw Failures.noSuchImage("look for updates of", name.familiar());
            }
        }
        return wanted.isEmpty() ? all : all.stream().filter(one -> wanted.stream().anyMatch(one::meant)).toList();
    }

    /** By name. Images without a name, and names by digest, cannot move. */
    private List<LocalName> all() {
        Map<ImageId, List<String>> running = running();
        List<LocalName> names = new ArrayList<>();
        for (ImageSummary image : images.list(ListRequest.EVERYTHING)) {
            for (Reference tag : image.tags()) {
                names.add(new LocalName(tag, image, running.getOrDefault(image.id(), List.of())));
            }
        }
        names.sort(Comparator.comparing(name -> name.name().familiar()));
        return names;
    }

    /** Who runs what is told beside; where that cannot be read, it does not keep anyone from the updates. */
    private Map<ImageId, List<String>> running() {
        Map<ImageId, List<String>> names = new HashMap<>();
        try {
            for (ContainerSummary container : images.containers().list(ContainerListRequest.RUNNING)) {
                container.imageId().ifPresent(image -> names.computeIfAbsent(image, id -> new ArrayList<>())
                        .add(container.names().isEmpty() ? container.id() : container.names().get(0)));
            }
        } catch (Failure e) {
            return Map.of();
        }
        return names;
    }
}
