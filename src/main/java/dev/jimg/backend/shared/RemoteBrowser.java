package dev.jimg.backend.shared;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.ImageIndex;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.registry.FetchedManifest;
import dev.jimg.registry.HubResults;
import dev.jimg.registry.NameList;
import dev.jimg.registry.RegistryClient;
import dev.jimg.service.RemoteImage;
import dev.jimg.service.RemoteImage.Variant;
import dev.jimg.service.SearchRequest;
import dev.jimg.service.SearchResult;
import dev.jimg.service.SearchResult.Hit;
import dev.jimg.service.TagList;
import dev.jimg.service.TagsRequest;
import dev.jimg.transfer.Cancellation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks around in registries: search, tags, and what a tag stands for. */
public final class RemoteBrowser {

    private static final String HUB = "Docker Hub";
    private static final int NO_STARS = -1;
    private static final long NOT_ASKED = -1;

    private static final Pattern LONE_HOST = Pattern.compile("[A-Za-z0-9.-]+:\\d{1,5}");

    private final RegistryClient registry;
    private final Resolver resolver;

    public RemoteBrowser(RegistryClient registry, Resolver resolver) {
        this.registry = registry;
        this.resolver = resolver;
    }

    public SearchResult search(SearchRequest request, Cancellation cancellation) {
        SearchFilter filter = new SearchFilter(request.filters());
        int slash = request.term().indexOf('/');
        // A port is no part of a word that anyone looks for on the Hub.
        boolean lone = slash < 0 && LONE_HOST.matcher(request.term()).matches();
        String host = lone ? request.term() : slash < 0 ? "" : request.term().substring(0, slash);
        String part = lone ? "" : request.term().substring(slash + 1);
        SearchResult found;
        if (host.equals(Reference.HUB)) {
            found = hub(part, request.limit(), cancellation);
        } else if (host.contains(".") || host.contains(":") || host.equals("localhost")) {
            found = catalogue(host, part, request.limit(), cancellation);
        } else {
            found = hub(request.term(), request.limit(), cancellation);
        }
        List<Hit> kept = found.hits().stream().filter(filter::keeps).toList();
        return new SearchResult(found.source(), kept, found.complete());
    }

    public TagList tags(TagsRequest request, Cancellation cancellation) {
        Reference repository = request.repository().nameOnly();
        NameList tags = registry.tags(repository, request.limit(), cancellation);
        return new TagList(repository, tags.names(), tags.complete());
    }

    public RemoteImage describe(Reference named, Cancellation cancellation) {
        Reference reference = named.orLatest();
        FetchedManifest fetched = registry.manifest(reference, cancellation);
        MediaType type = fetched.document().mediaType();
        if (fetched.document() instanceof ImageIndex index) {
            Optional<Descriptor> own = index.select(Platform.local());
            Optional<Manifest> manifest = own.map(entry -> resolver.entry(reference, entry, cancellation));
            List<Variant> variants = index.images().stream()
                    .filter(entry -> entry.platform().isPresent())
                    .map(entry -> new Variant(entry.platform().get(), entry.digest(),
                            own.filter(entry::equals).isPresent() ? size(manifest.get()) : NOT_ASKED))
                    .toList();
            return new RemoteImage(reference, fetched.digest(), type, variants, manifest.map(Manifest::imageId),
                    manifest.flatMap(m -> created(reference, m, cancellation)));
        }
        Manifest manifest = (Manifest) fetched.document();
        if (!manifest.isImage()) {
            return new RemoteImage(reference, fetched.digest(), type, List.of(), Optional.empty(), Optional.empty());
        }
        ImageConfig config = config(reference, manifest, cancellation);
        Variant only = new Variant(config.platform(), manifest.digest(), size(manifest));
        return new RemoteImage(reference, fetched.digest(), type, List.of(only), Optional.of(manifest.imageId()),
                config.created());
    }

    /** What an index offers; none for an image without one. */
    public List<Platform> platforms(Reference reference, Cancellation cancellation) {
        return registry.manifest(reference, cancellation).document() instanceof ImageIndex index ? index.platforms()
                : List.of();
    }

    private SearchResult hub(String term, int limit, Cancellation cancellation) {
        HubResults results = registry.search(term, limit, cancellation);
        List<Hit> hits = results.hits().stream()
                .map(hit -> new Hit(hit.name(), hit.description(), hit.stars(), hit.official(), hit.automated()))
                .toList();
        return new SearchResult(HUB, hits, results.complete());
    }

    private SearchResult catalogue(String host, String part, int limit, Cancellation cancellation) {
        NameList names = registry.catalog(host, part, limit, cancellation);
        List<Hit> hits = names.names().stream()
                .map(name -> new Hit(host + "/" + name, "", NO_STARS, false, false))
                .toList();
        return new SearchResult(host, hits, names.complete());
    }

    private Optional<Instant> created(Reference reference, Manifest manifest, Cancellation cancellation) {
        return manifest.isImage() ? config(reference, manifest, cancellation).created() : Optional.empty();
    }

    private ImageConfig config(Reference reference, Manifest manifest, Cancellation cancellation) {
        return ImageConfig.parse(registry.smallBlob(reference, manifest.config(), cancellation));
    }

    private static long size(Manifest manifest) {
        return manifest.config().size() + manifest.layersSize();
    }
}
