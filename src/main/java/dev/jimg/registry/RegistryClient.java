package dev.jimg.registry;

import dev.jimg.config.Credentials;
import dev.jimg.config.Environment;
import dev.jimg.config.RegistriesConfig;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.oci.Reference;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import okhttp3.Dns;

/**
 * A client of registries (OCI distribution spec 1.1, «Pull», «Push» and «Content Discovery») and of Docker Hub's search.
 *
 * <p>All methods block, may be called from many threads at once, and throw {@link RegistryException} if the registry
 * does not give what it was asked for, and {@link java.util.concurrent.CancellationException} soon after the
 * cancellation was asked for. Names of Docker Hub are looked for at each mirror first.
 */
public final class RegistryClient implements AutoCloseable {

    /** The largest config or other small blob that is read into memory. */
    public static final int MAX_SMALL_BLOB = 4 * 1024 * 1024;

    private final RegistryOptions options;
    private final SocketFactory sockets;
    private final RateLimits limits = new RateLimits();
    private Connections connections;

    /** Cheap: the libraries and the configuration are loaded by the first call. */
    public RegistryClient(RegistryOptions options) {
        this(options, new WideSockets(options.idleTimeout()));
    }

    /** @param sockets for hosts that no proxy leads to */
    RegistryClient(RegistryOptions options, SocketFactory sockets) {
        this.options = options;
        this.sockets = sockets;
    }

    /** The outside whose configuration it reads. */
    public Environment environment() {
        return options.environment();
    }

    /**
     * Fetches the manifest or index a reference stands for, verified: a digest that was asked for, and one that the
     * registry itself names, must be that of the bytes.
     */
    public FetchedManifest manifest(Reference reference, Cancellation cancellation) {
        return manifests(cancellation).get(reference);
    }

    /** What a reference stands for, without fetching it; empty if the registry knows no such manifest. */
    public Optional<Descriptor> head(Reference reference, Cancellation cancellation) {
        return manifests(cancellation).head(reference);
    }

    /**
     * {@link #head} for who only wants to know, and not urgently: a registry that is asked too often (429) is not asked
     * again, but left alone at once.
     *
     * @throws RegistryException RATE_LIMITED with {@link RegistryException#retryAfter}, where it says so
     */
    public Optional<Descriptor> glance(Reference reference, Cancellation cancellation) {
        return manifests(cancellation).glance(reference);
    }

    /**
     * What a registry last said of how many more manifests may be fetched from it.
     *
     * @param domain as in a reference
     */
    public Optional<RateLimit> rateLimit(String domain) {
        return limits.of(domain);
    }

    /** {@link #blob(Reference, Descriptor, long, long, Cancellation)} from an offset to the blob's end. */
    public BlobStream blob(Reference repository, Descriptor blob, long offset, Cancellation cancellation) {
        return blob(repository, blob, offset, blob.size(), cancellation);
    }

    /**
     * Opens bytes of a blob. The stream mends broken connections by itself and ends exactly at {@code end}; whether
     * the bytes are right is for the reader to verify.
     *
     * @param repository tag and digest are ignored
     * @param from the first byte wanted. Where the registry cannot begin there, the stream begins at 0: ask
     *     {@link BlobStream#offset}
     * @param end the first byte not wanted, at most the blob's size
     */
    public BlobStream blob(Reference repository, Descriptor blob, long from, long end, Cancellation cancellation) {
        return blob(repository, blob, from, end, Patience.NONE, cancellation);
    }

    /** The same for a transfer that waits for a registry that goes away meanwhile. */
    public BlobStream blob(Reference repository, Descriptor blob, long from, long end, Patience patience,
            Cancellation cancellation) {
        return new BlobEndpoint(connections().transport(), repository, blob, patience, cancellation).open(from, end);
    }

    /** A blob of at most {@link #MAX_SMALL_BLOB} bytes, such as a config, verified. */
    public byte[] smallBlob(Reference repository, Descriptor blob, Cancellation cancellation) {
        return new BlobEndpoint(connections().transport(), repository, blob, cancellation).readAll(MAX_SMALL_BLOB);
    }

    /**
     * Whether a repository has a blob. Asked with the right to push, for that is what comes next.
     *
     * @param repository tag and digest are ignored
     */
    public boolean hasBlob(Reference repository, Descriptor blob, Cancellation cancellation) {
        return new UploadEndpoint(connections().transport(), repository, blob, cancellation).exists();
    }

    /**
     * Asks the registry to give a repository a blob that another repository of the same registry has.
     *
     * @return false if it does not, for whatever reason: then the bytes have to be sent
     */
    public boolean mountBlob(Reference repository, Descriptor blob, Reference from, Cancellation cancellation) {
        return new UploadEndpoint(connections().transport(), repository, blob, cancellation).mount(from);
    }

    /**
     * Sends a blob; to the registry itself, never to a mirror.
     *
     * @throws RegistryException CORRUPT if the source's bytes are not those of the digest; the registry has none then
     * @throws java.io.UncheckedIOException if the source's bytes cannot be read
     */
    public void uploadBlob(Reference repository, Descriptor blob, BlobSource source, ProgressSink progress,
            Cancellation cancellation) {
        new UploadEndpoint(connections().transport(), repository, blob, cancellation).upload(source, progress);
    }

    /**
     * Sends a manifest or an index, byte for byte, all blobs of which are there.
     *
     * @param target with a tag, or with the document's own digest
     */
    public void putManifest(Reference target, ManifestDocument document, Cancellation cancellation) {
        manifests(cancellation).put(target, document);
    }

    /** @param limit how many tags at most; 0 for all */
    public NameList tags(Reference repository, int limit, Cancellation cancellation) {
        return new NameLists(connections().transport(), cancellation).tags(repository, limit);
    }

    /**
     * The repositories of a registry whose names contain a text.
     *
     * @param domain as in a reference: {@code host[:port]}. Docker Hub offers no catalogue
     * @param part empty for all
     * @param limit how many at most; 0 for all
     */
    public NameList catalog(String domain, String part, int limit, Cancellation cancellation) {
        return new NameLists(connections().transport(), cancellation).catalog(domain, part, limit);
    }

    /** @param limit how many results at most */
    public HubResults search(String term, int limit, Cancellation cancellation) {
        return new HubSearch(connections().transport(), options.hubSearch(), cancellation).search(term, limit);
    }

    /**
     * Asks the registry itself, never a mirror, whether it takes these credentials. Those that are kept play no part.
     *
     * @param domain as in a reference
     * @return an identity token to keep in place of the password, if the registry's token server gives one
     * @throws RegistryException UNAUTHORIZED if it does not take them
     */
    public Optional<String> checkLogin(String domain, Credentials credentials, Cancellation cancellation) {
        Connections all = connections();
        return Guard.config("log in to", domain, () -> {
            List<Endpoint> places = all.transport().endpoints().of(domain, cancellation);
            return new LoginCheck(all.redirects(), all.tokens(), places.get(places.size() - 1), cancellation)
                    .run(credentials, all.transport().retrier());
        });
    }

    /** Forgets credentials and tokens, because others are kept now. */
    public synchronized void forget() {
        if (connections != null) {
            connections.authorizer().forget();
        }
    }

    /** Ends idle connections; calls that run go on. */
    @Override
    public synchronized void close() {
        if (connections != null) {
            connections.clients().close();
        }
    }

    private ManifestEndpoint manifests(Cancellation cancellation) {
        return new ManifestEndpoint(connections().transport(), limits, cancellation);
    }

    private synchronized Connections connections() {
        if (connections == null) {
            connections = Connections.of(options, sockets);
        }
        return connections;
    }

    /** All that is made once for a client, by its first call. */
    private record Connections(HttpClients clients, Transport transport, Redirects redirects, TokenEndpoint tokens,
            Authorizer authorizer) {

        static Connections of(RegistryOptions options, SocketFactory sockets) {
            return Guard.config("reach", "the registry", () -> {
                RegistriesConfig registries = RegistriesConfig.load(options.environment());
                HttpClients clients = new HttpClients(options, registries, Dns.SYSTEM, sockets);
                Retrier retrier = new Retrier(options.firstWait());
                Endpoints endpoints = new Endpoints(options, registries, clients);
                Redirects redirects = new Redirects(clients);
                TokenEndpoint tokens = new TokenEndpoint(clients, retrier);
                Authorizer authorizer = new Authorizer(options.credentials(), tokens);
                return new Connections(clients, new Transport(endpoints, redirects, authorizer, retrier), redirects,
                        tokens, authorizer);
            });
        }
    }
}
