package dev.jimg.backend.store;

import dev.jimg.archive.LayerWatch;
import dev.jimg.backend.shared.Failures;
import dev.jimg.backend.shared.Indexing;
import dev.jimg.backend.shared.ListFilter;
import dev.jimg.backend.shared.ServiceBase;
import dev.jimg.backend.worker.StoreTransfers;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Layer;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryClient;
import dev.jimg.registry.Rehearsal;
import dev.jimg.service.BackendInfo;
import dev.jimg.service.BackgroundTransfers;
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
import dev.jimg.store.ImageStore;
import dev.jimg.store.Listing;
import dev.jimg.store.StoredImage;
import dev.jimg.text.HumanSize;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The image service on the embedded store and the registries; no engine is needed. */
public final class StoreBackend extends ServiceBase {

    private final ImageStore store;
    private final String reason;
    private final Clock clock;
    private final LayerInspector inspector;
    private final ChangeFeed changes;
    private final SizeChecks sizes = new SizeChecks();

    /** One that makes the indexes of layers while they come in. */
    public StoreBackend(ImageStore store, RegistryClient registry, String reason, Clock clock) {
        this(store, registry, reason, Indexing.ON_THE_WAY, clock);
    }

    /** @param reason why this backend was chosen, for {@link #info} */
    public StoreBackend(ImageStore store, RegistryClient registry, String reason, Indexing indexing, Clock clock) {
        super(registry, new StoredDocuments(store));
        this.store = store;
        this.reason = reason;
        this.clock = clock;
        this.inspector = new LayerInspector(store,
                () -> indexing == Indexing.ON_THE_WAY ? remote.watches() : LayerWatch.Factory.NONE);
        this.changes = new ChangeFeed(store);
    }

    @Override
    public BackendInfo info() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("Layout", "OCI image layout 1.0.0 (skopeo, umoci, podman and crane read it as it is)");
        return new BackendInfo(BackendInfo.Kind.STORE, store.root().toString(), "OCI image layout", reason, details);
    }

    @Override
    public Map<String, String> about() {
        return Failures.translate("read the store", "", () -> {
            DiskUsage use = usage();
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("Images", String.valueOf(use.images()));
            facts.put("Disk", HumanSize.of(use.bytes()) + ", of which " + HumanSize.of(use.reclaimable())
                    + " dangling");
            facts.put("Unfinished downloads", HumanSize.of(use.partial()));
            if (use.free() >= 0) {
                facts.put("Free on the disk", HumanSize.of(use.free()));
            }
            return facts;
        });
    }

    @Override
    public List<ImageSummary> list(ListRequest request) {
        return Failures.translate("list images", "", () -> {
            Listing listing = store.images().list();
            Function<StoredImage, ImageSummary> summary = summaries();
            if (request.filters().isEmpty()) {
                List<ImageSummary> all = new ArrayList<>(listing.images().size());
                listing.images().forEach(image -> all.add(summary.apply(image)));
                return Collections.unmodifiableList(all);
            }
            ImageLookup lookup = new ImageLookup(listing);
            ListFilter filter = new ListFilter(request.filters(),
                    image -> lookup.find("list images", image).image().created(), clock);
            return listing.images().stream()
                    .filter(image -> filter.keeps(summary.apply(image), () -> labels(image)))
                    .map(image -> filter.shownNames(summary.apply(image))).toList();
        });
    }

    @Override
    public void rehearse(Cancellation cancellation) {
        Rehearsal.once(cancellation);
    }

    @Override
    public List<String> problems() {
        return Failures.translate("list images", "", () -> store.images().list().problems());
    }

    @Override
    public DiskUsage usage() {
        return Failures.translate("read the disk usage", "", () -> {
            Listing listing = store.images().list();
            if (sizes.due(store.images().blobs(), clock.instant()) && store.images().checkSizes()) {
                changes.tell(ImageEvent.Kind.CHANGED, "");
            }
            return StoreNumbers.of(listing, store).usage();
        });
    }

    @Override
    public ImageDetails inspect(String image) {
        return Failures.translate("inspect", image, () -> {
            StoredImage found = findReadable("inspect", image);
            ImageConfig config = store.images().config(found);
            Manifest manifest = store.images().manifest(found);
            List<Layer> layers = Layer.of(manifest, config);
            inspector.measure(layers, () -> { }, CancellationScope.current());
            // Listed anew only where its size was not known before.
            ImageSummary summary = summaries().apply(found.unpackedSize() < 0 ? find("inspect", image) : found);
            return new ImageDetails(summary, InspectJson.of(summary, config, manifest.descriptor()), layers);
        });
    }

    /** What a container takes is not measured: its files are not apart from those of its image everywhere. */
    @Override
    public String inspectObject(ObjectType type, String name, boolean size) {
        return switch (type) {
            case CONTAINER -> containers().inspect(name);
            case IMAGE -> inspect(name).json();
            default -> throw new Failure(Failure.Kind.UNSUPPORTED, "inspect " + type.word(), name,
                    "the embedded store has images and containers only", "With -H or -c an engine is asked.");
        };
    }

    @Override
    public List<HistoryRow> history(String image, Cancellation cancellation) {
        return history(image, measured -> { }, cancellation);
    }

    @Override
    public List<HistoryRow> history(String image, Consumer<List<HistoryRow>> measured, Cancellation cancellation) {
        return work.run("read the history of", image, cancellation, linked -> new HistoryRows(store, inspector)
                .measured(findReadable("read the history of", image), measured, linked));
    }

    @Override
    public List<HistoryRow> steps(String image) {
        return Failures.translate("read the history of", image,
                () -> new HistoryRows(store, inspector).of(findReadable("read the history of", image)));
    }

    @Override
    public PullPlan plan(PullRequest request, Cancellation cancellation) {
        return work.run("pull", request.reference().familiar(), cancellation, linked -> new PullPlanner(store)
                .plan(request, remote.resolver().resolve(request.reference().orLatest(), request.platform(), linked)));
    }

    @Override
    public PullResult pull(PullRequest request, Consumer<TransferEvent> events, Cancellation cancellation) {
        String name = request.reference().familiar();
        PullResult result = work.run("pull", name, cancellation, linked -> puller().pull(request, events, linked));
        changes.tell(ImageEvent.Kind.PULLED, name);
        return result;
    }

    /**
     * Pulls under another name than the registry's.
     *
     * @param name with a tag
     */
    public PullResult pullAs(PullRequest request, Reference name, Consumer<TransferEvent> events,
            Cancellation cancellation) {
        PullResult result = work.run("pull", request.reference().familiar(), cancellation,
                linked -> puller().pull(request, Optional.of(name), events, linked));
        changes.tell(ImageEvent.Kind.PULLED, name.familiar());
        return result;
    }

    /** Pushes any image here under the name of the request. */
    public PushResult pushAs(String image, PushRequest request, Consumer<TransferEvent> events,
            Cancellation cancellation) {
        return work.run("push", image, cancellation, linked -> new StorePusher(remote.client(), store)
                .send(find("push", image), request.platform(), request.reference(), events, linked));
    }

    @Override
    public PushResult push(PushRequest request, Consumer<TransferEvent> events, Cancellation cancellation) {
        return work.run("push", request.reference().familiar(), cancellation,
                linked -> new StorePusher(remote.client(), store).push(request, events, linked));
    }

    @Override
    public void tag(String image, Reference target) {
        Failures.translate("tag", image, () -> {
            store.images().tag(find("tag", image).entry(), target.orLatest());
            return null;
        });
        changes.tell(ImageEvent.Kind.TAGGED, target.familiar());
    }

    @Override
    protected ChangeFeed feed() {
        return changes;
    }

    @Override
    protected Remover removing() {
        return new Remover(store);
    }

    @Override
    protected Pruner pruning() {
        return new Pruner(store, clock, () -> new StoreUse(containers()).images());
    }

    @Override
    public Undo undo() {
        return new StoreUndo(store, changes);
    }

    @Override
    protected Clock clock() {
        return clock;
    }

    @Override
    public SystemUsage systemUsage() {
        return Failures.translate("read the disk usage", "",
                () -> new StoreUse(containers()).read(store.images().list(), store));
    }

    @Override
    public Archives archives() {
        return new StoreArchives(store, inspector, changes, remote.environment(), clock, work);
    }

    @Override
    public Containers containers() {
        return new StoreContainers(store, remote.environment(), () -> inspector.watches().get(), clock, work);
    }

    @Override
    public Builds builds() {
        return new StoreBuilds(store, puller(), remote.environment(), () -> inspector.watches().get(), changes, work);
    }

    @Override
    public Optional<BackgroundTransfers> background() {
        return Optional.of(new StoreTransfers(store, this, clock));
    }

    @Override
    public ImageFiles files() {
        return new StoreFiles(store, image -> findReadable("read the files of", image), remote, work);
    }

    @Override
    public VerifyResult verify(VerifyRequest request, Consumer<VerifyProgress> progress, Cancellation cancellation) {
        VerifyResult result = work.run("verify", String.join(", ", request.images()), cancellation, linked ->
                new Verifier(store, new Repairer(remote.client(), store, puller())).verify(request, progress, linked));
        if (!result.damages().isEmpty()) {
            changes.tell(ImageEvent.Kind.CHANGED, "");
        }
        return result;
    }

    private Function<StoredImage, ImageSummary> summaries() {
        Map<ImageId, List<ContainerHome>> containers =
                ContainerRows.byImage(new ContainerShelf(store, remote.environment()).list());
        return image -> Summaries.of(image, containers.getOrDefault(image.id(), List.of()).size());
    }

    private Puller puller() {
        return new Puller(remote.client(), store, remote.resolver(), inspector);
    }

    private StoredImage find(String operation, String image) {
        return new ImageLookup(store.images().list()).find(operation, image).image();
    }

    /** Where the documents cannot be read, an image has no ID of its own but its entry's digest. */
    private StoredImage findReadable(String operation, String text) {
        StoredImage image = find(operation, text);
        if (image.damage().isPresent() && image.id().digest().equals(image.entry())) {
            throw new Failure(Failure.Kind.CORRUPT, operation, text, image.damage().get(), "Pull the image again.");
        }
        return image;
    }

    /** An image whose config cannot be read has no labels. */
    private Map<String, String> labels(StoredImage image) {
        return !image.readable() ? Map.of() : store.images().config(image).container().labels();
    }
}
