package dev.jimg.backend.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.Environment;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryClient;
import dev.jimg.registry.RegistryOptions;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.UpdateStatus;
import dev.jimg.service.UpdateStatus.State;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What registries can answer to who asks about many names. */
final class HostRoundTest {

    private static final URI NOBODY = URI.create("http://127.0.0.1:1/");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Digest HERE = digest("here");

    @TempDir
    private Path home;

    private final MockWebServer server = new MockWebServer();
    private final List<String> asked = new ArrayList<>();
    private final QuietHosts quiet = new QuietHosts();
    private RegistryClient client;

    @BeforeEach
    void start() throws IOException {
        server.start();
        client = new RegistryClient(RegistryOptions.of(new Environment(Map.of(), home, home)).withHub(NOBODY, NOBODY)
                .withTimes(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(1)));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private void answer(Map<String, MockResponse> answers) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String target = request.getTarget();
                if (target.contains("/manifests/")) {
                    asked.add(request.getMethod() + " " + target);
                }
                return answers.entrySet().stream().filter(entry -> target.contains(entry.getKey())).findFirst()
                        .map(Map.Entry::getValue).orElseGet(() -> there(HERE));
            }
        });
    }

    private static MockResponse there(Digest digest) {
        return new MockResponse.Builder().addHeader("Docker-Content-Digest", digest.toString())
                .addHeader("Content-Type", MediaType.OCI_MANIFEST.value()).addHeader("Content-Length", "2").build();
    }

    private String host() {
        return "127.0.0.1:" + server.getPort();
    }

    private LocalName local(String tag) {
        Reference name = Reference.parse(host() + "/team/app:" + tag);
        return new LocalName(name, new ImageSummary(new ImageId(digest("id " + tag)), List.of(name),
                List.of(name.withDigest(HERE)), Instant.EPOCH, 1, 1, 0, Platform.local(), digest("manifest"),
                ImageSummary.Health.GOOD), List.of());
    }

    private List<UpdateStatus> round(Instant now, String... tags) {
        UpdateProbe probe = new UpdateProbe(client, new Resolver(client, LocalDocuments.NONE),
                Clock.fixed(now, ZoneOffset.UTC));
        List<UpdateStatus> heard = new ArrayList<>();
        List<LocalName> names = new ArrayList<>();
        for (String tag : tags) {
            names.add(local(tag));
        }
        new HostRound(host(), probe, quiet, Duration.ZERO, Cancellation.none()).ask(names, Map.of(), heard::add);
        return heard;
    }

    private static List<State> states(List<UpdateStatus> found) {
        return found.stream().map(UpdateStatus::state).toList();
    }

    @Test
    void leavesARegistryAloneThatHadEnoughUntilItsTimeIsOver() {
        answer(Map.of("/b", new MockResponse.Builder().code(429).addHeader("Retry-After", "600").build()));
        List<UpdateStatus> found = round(NOW, "a", "b", "c");
        assertEquals(List.of(State.CURRENT, State.UNKNOWN, State.UNKNOWN), states(found));
        assertEquals(Failure.Kind.RATE_LIMITED, found.get(2).why().orElseThrow().kind());
        assertEquals(2, asked.size());
        assertEquals(List.of(State.UNKNOWN), states(round(NOW.plusSeconds(599), "a")));
        assertEquals(2, asked.size());
        assertEquals(List.of(State.CURRENT), states(round(NOW.plusSeconds(600), "a")));
    }

    @Test
    void whatOneRepositoryHidesDoesNotKeepTheOthers() {
        answer(Map.of("/b", new MockResponse.Builder().code(401).addHeader("WWW-Authenticate", "Basic").build(),
                "/c", new MockResponse.Builder().code(404).build()));
        List<UpdateStatus> found = round(NOW, "a", "b", "c", "d");
        assertEquals(List.of(State.CURRENT, State.UNKNOWN, State.GONE, State.CURRENT), states(found));
        assertEquals(Failure.Kind.UNAUTHORIZED, found.get(1).why().orElseThrow().kind());
        assertTrue(asked.stream().allMatch(one -> one.startsWith("HEAD ")), asked.toString());
    }

    @Test
    void whoCannotBeReachedIsTriedOnce() {
        int port = server.getPort();
        server.close();
        List<UpdateStatus> found = round(NOW, "a", "b");
        assertEquals(List.of(State.UNKNOWN, State.UNKNOWN), states(found));
        assertEquals(Failure.Kind.UNREACHABLE, found.get(1).why().orElseThrow().kind());
        assertTrue(found.get(1).why().get().why().contains(":" + port), found.get(1).why().get().why());
        assertEquals(found.get(0).why(), found.get(1).why());
    }

    /** Docker on containerd's store knows an image by the digest of its index alone. */
    @Test
    void comparesWithTheIndexThatWasPulledWhereNothingElseIsKnown() {
        String entry = "{\"mediaType\":\"%s\",\"size\":2,\"digest\":\"%s\",\"platform\":{\"os\":\"linux\","
                + "\"architecture\":\"%s\"}}";
        String own = entry.formatted(MediaType.OCI_MANIFEST, digest("own"), Platform.local().architecture());
        String before = index(own);
        String after = index(own + "," + entry.formatted(MediaType.OCI_MANIFEST, digest("other"), "riscv64"));
        Digest old = digest(before);
        answer(Map.of("/app/manifests/1", there(digest(after)).newBuilder().build(),
                digest(after).toString(), document(after), old.toString(), document(before)));
        Reference name = Reference.parse(host() + "/team/app:1");
        LocalName local = new LocalName(name, new ImageSummary(new ImageId(old), List.of(name),
                List.of(name.withDigest(old)), Instant.EPOCH, 1, 1, 0, Platform.local(), old,
                ImageSummary.Health.GOOD), List.of());
        UpdateProbe probe = new UpdateProbe(client, new Resolver(client, LocalDocuments.NONE), Clock.systemUTC());
        assertEquals(State.CURRENT,
                probe.ask(local, Optional.empty(), Cancellation.none()).state());
    }

    private static String index(String entries) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.OCI_INDEX + "\",\"manifests\":[" + entries + "]}";
    }

    private static MockResponse document(String text) {
        return new MockResponse.Builder().addHeader("Content-Type", MediaType.OCI_INDEX.value()).body(text).build();
    }
}
