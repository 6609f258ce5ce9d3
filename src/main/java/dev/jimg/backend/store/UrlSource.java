package dev.jimg.backend.store;

import dev.jimg.config.Credentials;
import dev.jimg.config.Environment;
import dev.jimg.config.ProxySettings;
import dev.jimg.service.Failure;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Fetches a root file system from a web server, which is no registry: a plain GET with the JDK's own client, through
 * the environment's proxies, without anyone's credentials.
 */
final class UrlSource {

    private static final String OPERATION = "fetch";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
    /** Also between two pieces of the body. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    private final Environment environment;
    private final Duration silence;

    UrlSource(Environment environment) {
        this(environment, ANSWER_TIMEOUT);
    }

    /** @param silence how long the server may say nothing */
    UrlSource(Environment environment, Duration silence) {
        this.environment = environment;
        this.silence = silence;
    }

    /**
     * @return the body, to be closed; reading it breaks off when it is cancelled, or the server falls silent
     * @throws Failure INVALID for what is no http URL, NOT_FOUND, REMOTE, UNREACHABLE
     */
    @SuppressWarnings("try")
    InputStream open(String url, Cancellation cancellation) {
        URI uri = uri(url);
        CompletableFuture<HttpResponse<InputStream>> answer = client().sendAsync(
                HttpRequest.newBuilder(uri).timeout(silence).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (Cancellation.Registration breaking = cancellation.onCancel(() -> answer.cancel(true))) {
            return new TimedBody(body(uri, answer.get()), silence, cancellation);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            cancellation.check();
            throw unreachable(uri, e.getCause());
        } catch (IOException e) {
            throw unreachable(uri, e);
        }
    }

    private static InputStream body(URI uri, HttpResponse<InputStream> response) throws IOException {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return response.body();
        }
        response.body().close();
        throw new Failure(status == 404 ? Failure.Kind.NOT_FOUND : Failure.Kind.REMOTE, OPERATION, shown(uri),
                "the server answered " + status, "");
    }

    private static Failure unreachable(URI uri, Throwable e) {
        String why = e instanceof UnresolvedAddressException || e.getCause() instanceof UnresolvedAddressException
                ? "there is no host of that name"
                : e instanceof HttpTimeoutException ? "it did not answer in time"
                : e instanceof ConnectException ? "nobody listens there"
                : e.getMessage() == null ? "the connection broke" : e.getMessage();
        return new Failure(Failure.Kind.UNREACHABLE, OPERATION, shown(uri), why, "", e);
    }

    private static URI uri(String url) {
        try {
            URI uri = URI.create(url);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new Failure(Failure.Kind.INVALID, OPERATION, url, "it is no http or https URL", "");
    }

    /** For a person, and for an image's history: without what may be a password. */
    static String shown(String url) {
        return shown(uri(url));
    }

    private static String shown(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port + (uri.getPath() == null ? "" : uri.getPath());
    }

    private HttpClient client() {
        ProxySettings proxies = new ProxySettings(environment);
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NORMAL).proxy(new Proxies(proxies));
        return client.authenticator(new ProxyPasswords(proxies)).build();
    }

    private static Optional<ProxySettings.Proxy> proxy(ProxySettings settings, URI uri) {
        boolean tls = "https".equals(uri.getScheme());
        int port = uri.getPort() < 0 ? ProxySettings.defaultPort(tls) : uri.getPort();
        return settings.proxyFor(tls, uri.getHost().replaceAll("^\\[|\\]$", ""), port);
    }

    private static final class Proxies extends ProxySelector {

        private final ProxySettings settings;

        Proxies(ProxySettings settings) {
            this.settings = settings;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(proxy(settings, uri).map(Proxies::http).orElse(Proxy.NO_PROXY));
        }

        private static Proxy http(ProxySettings.Proxy proxy) {
            if (proxy.socks()) {
                throw new Failure(Failure.Kind.UNSUPPORTED, OPERATION, "", "the way there leads through a SOCKS proxy",
                        "Fetch the file with another program, and import the file.");
            }
            return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port()));
        }

        /** There is no other way to try. */
        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    }

    private static final class ProxyPasswords extends Authenticator {

        private final ProxySettings settings;

        ProxyPasswords(ProxySettings settings) {
            this.settings = settings;
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            if (getRequestorType() != RequestorType.PROXY) {
                return null;
            }
            return proxy(settings, URI.create(getRequestingURL().toString()))
                    .flatMap(ProxySettings.Proxy::credentials).map(UrlSource::password).orElse(null);
        }
    }

    private static PasswordAuthentication password(Credentials credentials) {
        return new PasswordAuthentication(credentials.user(), credentials.secret().toCharArray());
    }
}
