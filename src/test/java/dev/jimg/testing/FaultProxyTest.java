package dev.jimg.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class FaultProxyTest {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final int SIZE = 300_000;
    private static RealRegistry registry;
    private static ImageFixture image;
    private static Content layer;

    private final FaultProxy proxy = FaultProxy.before(registry);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() {
        registry = RealRegistry.open();
        image = ImageFixture.random(1, SIZE);
        image.push(registry, "a:1");
        layer = image.layers().get(0).content();
    }

    @AfterAll
    static void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void passesEverythingOnAndRemembersIt() throws Exception {
        Tools.require("skopeo");
        Run.command("skopeo", "copy", "--src-tls-verify=false", "--dest-tls-verify=false",
                "docker://" + proxy.hostPort() + "/a:1", "docker://" + proxy.hostPort() + "/copy:2");
        assertEquals(1, proxy.count("GET /v2/a/blobs/" + layer.digest()));
        assertEquals(1, proxy.count("PUT /v2/copy/manifests/2"));
        HttpRequest request = HttpRequest.newBuilder(blob()).header("Authorization", "Basic eA==").build();
        assertArrayEquals(layer.bytes(), client.send(request, BodyHandlers.ofByteArray()).body());
        assertEquals(List.of("Basic eA=="), proxy.authorizations(layer.digest()));
    }

    @Test
    void holdsABlobAfterItsFirstBytes() throws Exception {
        proxy.holdBlobAt(layer.digest(), 512);
        CompletableFuture<HttpResponse<InputStream>> answer =
                client.sendAsync(HttpRequest.newBuilder(blob()).build(), BodyHandlers.ofInputStream());
        proxy.awaitHeld(BOUND);
        try (InputStream body = answer.join().body()) {
            assertArrayEquals(Arrays.copyOf(layer.bytes(), 512), body.readNBytes(512));
            assertEquals(0, body.available());
            proxy.release();
            assertEquals(layer.size() - 512, body.readAllBytes().length);
        }
    }

    @Test
    void saysNothingUntilReleased() {
        proxy.silence("/manifests/");
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(HttpRequest.newBuilder(uri("/v2/a/manifests/1")).build(), BodyHandlers.discarding());
        proxy.awaitHeld(BOUND);
        assertFalse(answer.isDone());
        proxy.release();
        assertEquals(404, answer.join().statusCode(), "an OCI manifest is not what a client without Accept gets");
    }

    @Test
    void cutsABodyAsOftenAsToldTo() throws Exception {
        proxy.cutAt(layer.digest(), 1000, 2);
        assertEquals(1000, bytesUntilTheBreak());
        assertEquals(1000, bytesUntilTheBreak());
        assertEquals(layer.size(), get(blob()).body().length);
    }

    @Test
    void damagesOneByte() throws Exception {
        proxy.corruptAt(layer.digest(), 70_000, 1);
        byte[] damaged = get(blob()).body();
        assertEquals(70_000, Arrays.mismatch(layer.bytes(), damaged));
        assertArrayEquals(layer.bytes(), get(blob()).body());
    }

    @Test
    void answersInsteadOfTheServerAndThenStepsAside() throws Exception {
        proxy.answer("/v2/a/blobs", 429, 2, "Retry-After: 3");
        HttpResponse<byte[]> first = get(blob());
        assertEquals(429, first.statusCode());
        assertEquals("3", first.headers().firstValue("Retry-After").orElse(""));
        assertEquals(429, get(blob()).statusCode());
        assertEquals(200, get(blob()).statusCode());
        assertEquals(3, proxy.count("/v2/a/blobs"));
    }

    @Test
    void servesRangesUnlessToldToIgnoreThem() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(blob()).header("Range", "bytes=100-199").build();
        assertEquals(206, client.send(request, BodyHandlers.ofByteArray()).statusCode());
        proxy.ignoreRange(layer.digest());
        HttpResponse<byte[]> all = client.send(request, BodyHandlers.ofByteArray());
        assertEquals(200, all.statusCode());
        assertEquals(layer.size(), all.body().length);
        assertEquals("bytes=100-199", proxy.requests().get(1).range().orElse(""));
    }

    @Test
    void slowsDown() throws Exception {
        proxy.throttle(SIZE * 4);
        long begin = System.nanoTime();
        get(blob());
        assertTrue(System.nanoTime() - begin > Duration.ofMillis(200).toNanos());
    }

    private long bytesUntilTheBreak() throws Exception {
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        InputStream body = client.send(HttpRequest.newBuilder(blob()).build(), BodyHandlers.ofInputStream()).body();
        try (body) {
            assertThrows(IOException.class, () -> body.transferTo(got));
        }
        return got.size();
    }

    private HttpResponse<byte[]> get(URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
    }

    private URI blob() {
        return uri("/v2/a/blobs/" + layer.digest());
    }

    private URI uri(String path) {
        return URI.create("http://" + proxy.hostPort() + path);
    }
}
