package dev.jimg.backend.shared;

import dev.jimg.config.Environment;
import dev.jimg.fileindex.IndexCache;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryClient;
import dev.jimg.service.RegistryLogins;
import dev.jimg.service.RemoteImage;
import dev.jimg.service.SearchRequest;
import dev.jimg.service.SearchResult;
import dev.jimg.service.TagList;
import dev.jimg.service.TagsRequest;
import dev.jimg.transfer.Cancellation;

/** What every backend asks of registries in the same way, wherever its images are. */
public final class RegistrySide implements AutoCloseable {

    private final RegistryClient registry;
    private final Resolver resolver;
    private final Logins logins;
    private final ServiceWork work;
    private LayerReader layers;
    private LayerWatches watches;

    /**
     * @param registry is this one's to close
     * @param here what need not be asked for
     */
    public RegistrySide(RegistryClient registry, LocalDocuments here, ServiceWork work) {
        this.registry = registry;
        this.resolver = new Resolver(registry, here);
        this.logins = new Logins(registry);
        this.work = work;
    }

    public RegistryClient client() {
        return registry;
    }

    public Resolver resolver() {
        return resolver;
    }

    /** Whose settings and credentials are used. */
    public Environment environment() {
        return registry.environment();
    }

    public RegistryLogins logins() {
        return logins;
    }

    /** Who reads the files of layers; what it remembers is the user's, wherever the layers are from. */
    synchronized LayerReader layers() {
        if (layers == null) {
            layers = new LayerReader(new IndexCache(environment().cacheHome().resolve("jimg").resolve("files")));
        }
        return layers;
    }

    /** What makes the same of layers that are read for other ends. */
    public synchronized LayerWatches watches() {
        if (watches == null) {
            watches = new LayerWatches(layers().cache());
        }
        return watches;
    }

    public RemoteBrowser browser() {
        return new RemoteBrowser(registry, resolver);
    }

    public SearchResult search(SearchRequest request, Cancellation cancellation) {
        return work.run("search", request.term(), cancellation, linked -> browser().search(request, linked));
    }

    public TagList tags(TagsRequest request, Cancellation cancellation) {
        return work.run("list the tags of", request.repository().familiarName(), cancellation,
                linked -> browser().tags(request, linked));
    }

    public RemoteImage describe(Reference reference, Cancellation cancellation) {
        return work.run("read", reference.familiar(), cancellation, linked -> browser().describe(reference, linked));
    }

    @Override
    public void close() {
        registry.close();
    }
}
