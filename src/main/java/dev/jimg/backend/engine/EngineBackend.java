package dev.jimg.backend.engine;

import dev.jimg.backend.shared.ContainerProxies;
import dev.jimg.backend.shared.Failures;
import dev.jimg.backend.shared.LocalDocuments;
import dev.jimg.backend.shared.ServiceBase;
import dev.jimg.config.CredentialSource;
import dev.jimg.engine.EngineAbout;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineDiskUse;
import dev.jimg.engine.EngineImage;
import dev.jimg.engine.EngineImageDetails;
import dev.jimg.engine.EngineStep;
import dev.jimg.engine.EngineVersion;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryClient;
import dev.jimg.service.BackendInfo;
import dev.jimg.service.DiskUsage;
import dev.jimg.service.Failure;
import dev.jimg.service.HistoryRow;
import dev.jimg.service.ImageDetails;
import dev.jimg.service.ImageEvent;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.ListRequest;
import dev.jimg.service.ObjectType;
import dev.jimg.service.PullPlan;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PullResult;
import dev.jimg.service.PushRequest;
import dev.jimg.service.PushResult;
import dev.jimg.service.SystemUsage;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.Undo;
import dev.jimg.service.VerifyProgress;
import dev.jimg.service.VerifyRequest;
import dev.jimg.service.VerifyResult;
import dev.jimg.service.archive.Archives;
import dev.jimg.service.build.Builds;
import dev.jimg.service.container.Containers;
import dev.jimg.service.files.ImageFiles;
import dev.jimg.transfer.Cancellation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The image service on an engine, Docker's or Podman's. What only a registry knows is asked of the registry from here,
 * as it is on the embedded store.
 */
public final class EngineBackend extends ServiceBase {

    private static final long NOT_KNOWN = -1;

    private final EngineClient engine;
    private final CredentialSource credentials;
    private final String context;
    private final String reason;
    private final Clock clock;
    private final EngineFacts facts;
    private final EngineLookup lookup;
    private final EngineShares shares = new EngineShares();
    private final EngineFeed feed;
    private final EngineUndo undo;

    public EngineBackend(EngineClient engine, RegistryClient registry, CredentialSource credentials, String reason,
            Clock clock) {
        this(engine, registry, credentials, "", reason, clock);
    }

    /**
     * @param context the docker context that leads to it, empty for none; for {@link #info}
     * @param reason why this backend was chosen, for {@link #info}
     */
    public EngineBackend(EngineClient engine, RegistryClient registry, CredentialSource credentials, String context,
            String reason, Clock clock) {
        super(registry, LocalDocuments.NONE);
        this.engine = engine;
        this.credentials = credentials;
        this.context = context;
        this.reason = reason;
        this.clock = clock;
        this.facts = new EngineFacts(engine);
        this.lookup = new EngineLookup(engine);
        this.feed = new EngineFeed(engine);
        this.undo = new EngineUndo(engine, lookup, feed, facts, clock);
    }

    @Override
    public BackendInfo info() {
        EngineVersion version = engine.version();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("API version", version.api().equals(version.newestApi()) ? version.api().toString()
                : version.api() + " (the engine speaks up to " + version.newestApi() + ")");
        details.put("Platform", version.platform().toString());
        return new BackendInfo(version.podman() ? BackendInfo.Kind.PODMAN : BackendInfo.Kind.DOCKER, context,
                engine.where(), version.product(), reason, details);
    }

    @Override
    public Map<String, String> about() {
        return Failures.translate("ask the engine about itself", "", () -> {
            EngineAbout about = engine.about();
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("Images", String.valueOf(about.images()));
            int containers = about.containers() - engine.containerEndpoints().forFiles().size();
            facts.put("Containers", containers + ", of which " + about.running() + " running");
            facts.put("Storage driver", about.storage());
            facts.put("Directory", about.root());
            facts.put("System", about.system());
            if (!about.mirrors().isEmpty()) {
                facts.put("Mirrors", String.join(", ", about.mirrors()));
            }
            if (!about.insecure().isEmpty()) {
                facts.put("Insecure registries", String.join(", ", about.insecure()));
            }
            return facts;
        });
    }

    @Override
    public List<ImageSummary> list(ListRequest request) {
        return Failures.translate("list images", "", () -> new EngineList(engine, facts, lookup, shares, clock).list(request));
    }

    @Override
    public DiskUsage usage() {
        return Failures.translate("read the disk usage", "", () -> {
            EngineDiskUse use = engine.diskUse();
            if (shares.remember(use.images())) {
                feed.tell(ImageEvent.Kind.CHANGED, "");
            }
            long reclaimable = use.images().stream().filter(image -> image.tags().isEmpty() && image.containers() == 0)
                    .mapToLong(image -> image.size() - Math.max(image.shared(), 0)).sum();
            // Podman has a row for each name.
            Map<ImageId, Long> sizes = use.images().stream()
                    .collect(Collectors.toMap(EngineImage::id, EngineImage::size, Math::max));
            // Podman 4.3 does not tell what all layers take; what all images take is the most that it can be.
            long bytes = use.layers() > 0 || !engine.version().podman() ? use.layers()
                    : sizes.values().stream().mapToLong(Long::longValue).sum();
            return new DiskUsage(sizes.size(), bytes, reclaimable, 0, NOT_KNOWN);
        });
    }

    /** Without layers: an engine does not tell the blobs. */
    @Override
    public ImageDetails inspect(String image) {
        return Failures.translate("inspect", image, () -> {
            EngineImageDetails details = lookup.with("inspect", image, engine::inspect);
            facts.remember(details);
            ImageSummary summary = new EngineSummaries(engine.containers(), facts).of(details);
            return new ImageDetails(summary, details.json(), List.of());
        });
    }

    @Override
    public String inspectObject(ObjectType type, String name, boolean size) {
        if (type == ObjectType.IMAGE) {
            return inspect(name).json();
        }
        // As docker does it: engines show the names of containers with a slash.
        String path = name.replaceAll("/+", "/").replaceAll("^/|/$", "");
        EngineLookup.checkPath("inspect " + type.word(), path);
        return Failures.translate("inspect " + type.word(), name, () -> engine.object(type.word(), path, size));
    }

    @Override
    public List<HistoryRow> history(String image, Cancellation cancellation) {
        String operation = "read the history of";
        return Failures.translate(operation, image, () -> lookup.with(operation, image, named -> {
            List<HistoryRow> rows = new ArrayList<>(engine.history(named).stream().map(EngineBackend::row).toList());
            if (engine.version().podman() && !rows.isEmpty()) {
                rows.set(0, withTags(rows.get(0), engine.inspect(named).tags()));
            }
            return List.copyOf(rows);
        }));
    }

    @Override
    public PullPlan plan(PullRequest request, Cancellation cancellation) {
        return work.run("pull", request.reference().familiar(), cancellation, linked ->
                new EnginePlanner(engine, facts).plan(request,
                        remote.resolver().resolve(request.reference().orLatest(), request.platform(), linked)));
    }

    @Override
    public PullResult pull(PullRequest request, Consumer<TransferEvent> events, Cancellation cancellation) {
        String name = request.reference().familiar();
        PullResult result = work.run("pull", name, cancellation, linked ->
                new EnginePuller(engine, credentials, remote.browser(), facts).pull(request, events, linked));
        feed.tell(ImageEvent.Kind.PULLED, name);
        return result;
    }

    @Override
    public PushResult push(PushRequest request, Consumer<TransferEvent> events, Cancellation cancellation) {
        return work.run("push", request.reference().familiar(), cancellation,
                linked -> new EnginePusher(engine, credentials).push(request, events, linked));
    }

    @Override
    public void tag(String image, Reference target) {
        Failures.translate("tag", image, () -> lookup.with("tag", image, named -> {
            engine.tag(named, target);
            return null;
        }));
        feed.tell(ImageEvent.Kind.TAGGED, target.familiar());
    }

    @Override
    protected EngineFeed feed() {
        return feed;
    }

    @Override
    protected EngineRemover removing() {
        return new EngineRemover(engine, facts, lookup, undo);
    }

    @Override
    protected EnginePruner pruning() {
        return new EnginePruner(engine, facts, removing(), undo, clock);
    }

    @Override
    public Undo undo() {
        return undo;
    }

    @Override
    protected Clock clock() {
        return clock;
    }

    @Override
    public SystemUsage systemUsage() {
        return Failures.translate("read the disk usage", "", () -> new EngineUse(engine, facts).read());
    }

    @Override
    public Archives archives() {
        return new EngineArchives(engine, lookup, work);
    }

    @Override
    public Containers containers() {
        return new EngineContainers(engine, proxies(), clock, work);
    }

    @Override
    public Builds builds() {
        List<String> reach = context.isEmpty() ? List.of("-H", engine.where()) : List.of("--context", context);
        return new EngineBuilds(engine, credentials, proxies(), lookup, work, new BuildKit("docker", reach));
    }

    @Override
    public ImageFiles files() {
        return new EngineFiles(engine, lookup, remote, work);
    }

    /** An engine hands out no blobs, and has unpacked the layers. */
    @Override
    public VerifyResult verify(VerifyRequest request, Consumer<VerifyProgress> progress, Cancellation cancellation) {
        throw new Failure(Failure.Kind.UNSUPPORTED, "verify", String.join(", ", request.images()),
                "an engine keeps unpacked layers, and no digests to compare them with",
                "Verify the images of the embedded store: jimg-tui --store DIR verify.");
    }

    @Override
    public void close() {
        super.close();
        engine.close();
    }

    private ContainerProxies proxies() {
        return new ContainerProxies(remote.environment(), engine.where());
    }

    /** Podman does not tell the tags where the newest step made no layer. */
    private static HistoryRow withTags(HistoryRow row, List<Reference> tags) {
        return new HistoryRow(row.id(), row.created(), row.createdBy(), row.size(), row.comment(), row.layer(),
                row.blobSize(), tags.stream().map(Reference::familiar).toList());
    }

    private static HistoryRow row(EngineStep step) {
        return new HistoryRow(step.id(), step.created(), step.createdBy(), step.size(), step.comment(),
                Optional.empty(), 0, step.tags().stream().map(Reference::familiar).toList());
    }
}
