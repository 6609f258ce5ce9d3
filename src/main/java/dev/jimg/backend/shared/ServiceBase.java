package dev.jimg.backend.shared;

import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryClient;
import dev.jimg.service.ImageEvent;
import dev.jimg.service.ImageService;
import dev.jimg.service.PrunePlan;
import dev.jimg.service.PruneRequest;
import dev.jimg.service.RegistryLogins;
import dev.jimg.service.RemoteImage;
import dev.jimg.service.RemovalPlan;
import dev.jimg.service.RemovalResult;
import dev.jimg.service.RemoveRequest;
import dev.jimg.service.SearchRequest;
import dev.jimg.service.SearchResult;
import dev.jimg.service.TagList;
import dev.jimg.service.TagsRequest;
import dev.jimg.service.Updates;
import dev.jimg.transfer.Cancellation;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What every backend does in the same way: it asks registries itself, tells of what it removed, and ends what is under
 * way when it is closed.
 */
public abstract class ServiceBase implements ImageService {

    private static final String REMOVE = "remove";
    private static final String PRUNE = "prune images";

    private final Cancellation closing = new Cancellation();
    protected final ServiceWork work = new ServiceWork(closing);
    protected final RegistrySide remote;
    private final QuietHosts quiet = new QuietHosts();

    /**
     * @param registry is this one's to close
     * @param here what registries need not be asked for
     */
    protected ServiceBase(RegistryClient registry, LocalDocuments here) {
        this.remote = new RegistrySide(registry, here, work);
    }

    /** Removes images by name, and foretells what that will do. */
    public interface Removing {

        RemovalPlan plan(RemoveRequest request);

        RemovalResult remove(RemoveRequest request);
    }

    /** Removes the images that nobody needs, and foretells what that will do. */
    public interface Pruning {

        PrunePlan plan(PruneRequest request);

        RemovalResult prune(PruneRequest request);
    }

    /** Always the same one; it is closed with this. */
    protected abstract ImageFeed feed();

    protected abstract Removing removing();

    protected abstract Pruning pruning();

    @Override
    public final RemovalPlan planRemoval(RemoveRequest request) {
        return Failures.translate(REMOVE, "", () -> removing().plan(request));
    }

    @Override
    public final RemovalResult remove(RemoveRequest request) {
        return told(Failures.translate(REMOVE, "", () -> removing().remove(request)));
    }

    @Override
    public final PrunePlan planPrune(PruneRequest request) {
        return Failures.translate(PRUNE, "", () -> pruning().plan(request));
    }

    @Override
    public final RemovalResult prune(PruneRequest request) {
        return told(Failures.translate(PRUNE, "", () -> pruning().prune(request)));
    }

    private RemovalResult told(RemovalResult result) {
        feed().tell(result);
        return result;
    }

    /** What its times are told by. */
    protected abstract Clock clock();

    @Override
    public final Updates updates() {
        return new UpdateRadar(this, remote, work, quiet, clock());
    }

    @Override
    public final RegistryLogins logins() {
        return remote.logins();
    }

    @Override
    public final SearchResult search(SearchRequest request, Cancellation cancellation) {
        return remote.search(request, cancellation);
    }

    @Override
    public final TagList tags(TagsRequest request, Cancellation cancellation) {
        return remote.tags(request, cancellation);
    }

    @Override
    public final RemoteImage describe(Reference reference, Cancellation cancellation) {
        return remote.describe(reference, cancellation);
    }

    @Override
    public final Subscription subscribe(Consumer<ImageEvent> listener) {
        return feed().subscribe(listener);
    }

    @Override
    public void close() {
        closing.cancel();
        feed().close();
        remote.close();
    }
}
