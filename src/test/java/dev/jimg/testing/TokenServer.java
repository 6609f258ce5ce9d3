package dev.jimg.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.tls.HeldCertificate;

/**
 * A token server as registries use it (distribution: "Token Authentication" and "Oauth2 Token Authentication"): GET
 * with Basic credentials or anonymously, POST with a password or a refresh token.
 *
 * <p>Anonymous clients get {@code pull} only, on any repository; a known user gets what the scope asks for.
 */
public final class TokenServer implements AutoCloseable {
    static final String ISSUER = "jimg test token server";
    static final String SERVICE = "jimg test registry";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEFAULT_LIFE_SECONDS = 300;

    /** One token that was handed out; {@code user} is empty for an anonymous one. */
    public record Issued(String method, String user, List<String> scopes) {}

    private final HeldCertificate signer = new HeldCertificate.Builder().commonName(ISSUER).build();
    private final Map<String, String> users = new ConcurrentHashMap<>();
    private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();
    private final List<Issued> issued = new CopyOnWriteArrayList<>();
    private final List<Integer> refused = new CopyOnWriteArrayList<>();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile int lifeSeconds = DEFAULT_LIFE_SECONDS;
    private volatile boolean postSupported = true;

    private TokenServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/token", this::handle);
        server.setExecutor(workers);
        server.start();
    }

    public static TokenServer start() {
        try {
            return new TokenServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TokenServer user(String name, String password) {
        users.put(name, password);
        return this;
    }

    /** How long tokens handed out from now on are good for. The registry grants 60 s of leeway on top. */
    public TokenServer lifeSeconds(int seconds) {
        lifeSeconds = seconds;
        return this;
    }

    /** Answers POST with 404 from now on, as servers without OAuth2 do. */
    public TokenServer withoutPost() {
        postSupported = false;
        return this;
    }

    /** The {@code realm} of the challenge. */
    public String realm() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    /** Every token handed out over HTTP, oldest first. */
    public List<Issued> issued() {
        return List.copyOf(issued);
    }

    /** How many requests were refused for wrong credentials. */
    public int refusedCount() {
        return refused.size();
    }

    /** A token that allows what the scopes name, not counted as issued: for the test's own requests. */
    public String mint(String user, String... scopes) {
        return sign(user, List.of(scopes));
    }

    /** The certificate that the registry trusts tokens by (its {@code rootcertbundle}). */
    String certificatePem() {
        return signer.certificatePem();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean post = exchange.getRequestMethod().equals("POST");
            String text = post
                    ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    : exchange.getRequestURI().getRawQuery();
            Map<String, List<String>> form = parse(text == null ? "" : text);
            if (post && !postSupported) {
                answer(exchange, 404, Map.of("details", "not found"));
                return;
            }
            String user = post ? userOfForm(form) : userOfHeader(exchange);
            if (user == null) {
                refused.add(401);
                answer(exchange, 401, Map.of("details", "incorrect username or password"));
                return;
            }
            grant(exchange, user, form, post);
        }
    }

    private void grant(HttpExchange exchange, String user, Map<String, List<String>> form, boolean post)
            throws IOException {
        List<String> asked = form.getOrDefault("scope", List.of()).stream()
                .flatMap(scope -> List.of(scope.split(" ")).stream())
                .filter(scope -> !scope.isEmpty())
                .toList();
        issued.add(new Issued(exchange.getRequestMethod(), user, asked));
        String token = sign(user, asked);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", token);
        body.put("expires_in", lifeSeconds);
        body.put("issued_at", Instant.now().toString());
        if (!post) {
            body.put("token", token);
        }
        boolean offline = post ? form.getOrDefault("access_type", List.of()).contains("offline")
                : form.getOrDefault("offline_token", List.of()).contains("true");
        if (offline && !user.isEmpty()) {
            String refresh = UUID.randomUUID().toString();
            refreshTokens.put(refresh, user);
            body.put("refresh_token", refresh);
        }
        answer(exchange, 200, body);
    }

    /** Empty: anonymous. Null: refused. */
    private String userOfHeader(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null) {
            return "";
        }
        if (!header.startsWith("Basic ")) {
            return null;
        }
        String pair = new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
        int colon = pair.indexOf(':');
        return known(pair.substring(0, colon), pair.substring(colon + 1));
    }

    private String userOfForm(Map<String, List<String>> form) {
        return switch (first(form, "grant_type")) {
            case "password" -> known(first(form, "username"), first(form, "password"));
            case "refresh_token" -> refreshTokens.get(first(form, "refresh_token"));
            default -> null;
        };
    }

    private String known(String user, String password) {
        return password.equals(users.get(user)) ? user : null;
    }

    private String sign(String user, List<String> scopes) {
        try {
            String chain = Base64.getEncoder().encodeToString(signer.certificate().getEncoded());
            String head = part(Map.of("typ", "JWT", "alg", "ES256", "x5c", List.of(chain)));
            String text = head + "." + part(claims(user, scopes));
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(signer.keyPair().getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> claims(String user, List<String> scopes) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("sub", user);
        claims.put("aud", SERVICE);
        claims.put("exp", now + lifeSeconds);
        claims.put("nbf", now - 1);
        claims.put("iat", now);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("access", scopes.stream().map(scope -> access(scope, user.isEmpty())).toList());
        return claims;
    }

    /** {@code type:name:action,action}; a name may hold a colon (a host with a port). */
    private static Map<String, Object> access(String scope, boolean anonymous) {
        int first = scope.indexOf(':');
        int last = scope.lastIndexOf(':');
        List<String> actions = new ArrayList<>(List.of(scope.substring(last + 1).split(",")));
        if (anonymous) {
            actions.retainAll(List.of("pull"));
        }
        return Map.of("type", scope.substring(0, first), "name", scope.substring(first + 1, last), "actions", actions);
    }

    private static String part(Map<String, ?> value) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String first(Map<String, List<String>> form, String name) {
        return form.getOrDefault(name, List.of("")).get(0);
    }

    private static Map<String, List<String>> parse(String text) {
        Map<String, List<String>> form = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                form.computeIfAbsent(pair.substring(0, equals), name -> new ArrayList<>()).add(value);
            }
        }
        return form;
    }
}
