package dev.jimg.tui.state;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.PullPlan;
import dev.jimg.service.PullPlan.PlannedLayer;
import dev.jimg.service.PullRequest;
import dev.jimg.service.RemoteImage;
import dev.jimg.service.RemoteImage.Variant;
import dev.jimg.service.SearchResult;
import dev.jimg.service.SearchResult.Hit;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers of a service, the same at every run. */
public final class PullSamples {

    public static final Platform AMD64 = Platform.of("linux", "amd64", "");
    public static final Platform ARM64 = Platform.of("linux", "arm64", "");
    public static final Platform ARM7 = Platform.of("linux", "arm", "v7");
    public static final Platform S390X = Platform.of("linux", "s390x", "");
    public static final Failure OFFLINE = new Failure(Failure.Kind.UNREACHABLE, "search", "Docker Hub",
            "no answer from index.docker.io (name not found)",
            "Is the network up, and is a proxy needed (HTTPS_PROXY)?");
    public static final Failure NO_TAG = new Failure(Failure.Kind.NOT_FOUND, "fetch the manifest of",
            "team/api:latest", "docker.io knows no such tag or digest (404)",
            "List the repository's tags with: jimg-tui tags REPOSITORY");
    public static final Failure NO_LOGIN = new Failure(Failure.Kind.UNAUTHORIZED, "pull", "ghcr.io/a/b:1",
            "authentication required (401)", "Log in with: jimg-tui login ghcr.io");

    private PullSamples() {}

    public static Digest digest(String seed) {
        return Digest.of(seed.getBytes(StandardCharsets.UTF_8));
    }

    public static SearchResult hub() {
        return new SearchResult("Docker Hub", List.of(
                new Hit("nginx", "Official build of Nginx.", 20112, true, false),
                new Hit("nginx/nginx-ingress", "NGINX and NGINX Plus Ingress Controllers for Kubernetes", 101, false, false),
                new Hit("nginx/nginx-prometheus-exporter", "NGINX Prometheus Exporter for NGINX and NGINX Plus", 48,
                        false, false),
                new Hit("nginx/unit", "This repository is retired, use the Docker official images", 65, false, false),
                new Hit("镜像团队/网页服务器", "高性能的 HTTP 服务器 🐳", 1250, false, false),
                new Hit("evil/nginx", "\u001b[31mred\u001b[0m \u202Etxt.exe", 0, false, true)), true);
    }

    public static SearchResult catalogue() {
        return new SearchResult("localhost:5000", List.of(
                new Hit("localhost:5000/team/api", "", -1, false, false),
                new Hit("localhost:5000/team/web", "", -1, false, false)), false);
    }

    public static RemoteImage remote(Reference reference) {
        String seed = reference.familiar();
        return new RemoteImage(reference, digest(seed), MediaType.OCI_INDEX, List.of(
                new Variant(AMD64, digest(seed + "amd64"), 67_400_000),
                new Variant(ARM64, digest(seed + "arm64"), 67_400_000),
                new Variant(ARM7, digest(seed + "arm7"), 59_100_000),
                new Variant(S390X, digest(seed + "s390x"), 65_700_000)),
                Optional.of(new ImageId(digest(seed + "config"))), Optional.of(Play.NOW.minus(Duration.ofDays(2))));
    }

    /** Seven layers: three are here, one in part. */
    public static PullPlan plan(PullRequest request) {
        return plan(request, 41_000_000_000L, false, List.of(AMD64, ARM64, ARM7, S390X));
    }

    public static PullPlan plan(PullRequest request, long free, boolean upToDate, List<Platform> platforms) {
        long[] sizes = {29_100_000, 30_200_000, 8_100_000, 900, 1_200_000, 600, 4_000_000};
        List<PlannedLayer> layers = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            long here = upToDate || i > 3 ? sizes[i] : i == 1 ? 12_100_000 : 0;
            layers.add(new PlannedLayer(Descriptor.of(MediaType.OCI_LAYER_GZIP, digest("layer" + i), sizes[i]), here));
        }
        String seed = request.reference().familiar();
        return new PullPlan(request, digest(seed), new ImageId(digest(seed + "config")),
                request.platform().orElse(AMD64), platforms, layers, free, upToDate);
    }

    /** A local image; its manifest is that of the registry's variant for amd64 unless it is old. */
    public static ImageSummary image(String name, boolean old) {
        String seed = old ? "old" : name + "amd64";
        return new ImageSummary(new ImageId(digest((old ? "old " : "") + name + "config")), List.of(Reference.parse(name)), List.of(),
                Play.NOW.minus(Duration.ofDays(5)), 192_000_000, 67_400_000, -1, AMD64, digest(seed),
                ImageSummary.Health.GOOD);
    }

    public static LayerProgress layer(int number, Phase phase, long done, long total) {
        return new LayerProgress(layerName(number), phase, done, total);
    }

    public static String layerName(int number) {
        return digest("layer" + number).shortHex();
    }
}
