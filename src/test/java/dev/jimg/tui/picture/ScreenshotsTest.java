package dev.jimg.tui.picture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.config.Environment;
import dev.jimg.registry.RegistryClient;
import dev.jimg.registry.RegistryOptions;
import dev.jimg.service.ImageService;
import dev.jimg.store.ImageStore;
import dev.jimg.testing.FaultProxy;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.LayerFixture.Compression;
import dev.jimg.testing.RealRegistry;
import dev.jimg.tui.Ui;
import dev.jimg.tui.state.Transfer;
import dev.jimg.tui.view.Golden;
import dev.jimg.tui.view.Look;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's pictures: real screens over a real store, with a real registry in the place of Docker Hub's and a stand-in
 * for its search. {@code -Dscreenshots=true} draws them into {@code screenshots/}; without it this is a story like others.
 */
class ScreenshotsTest {

    private static final boolean DRAW = Boolean.getBoolean("screenshots");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String HITS = """
            {"num_results": 5, "results": [
              {"name": "nginx", "description": "Official build of Nginx.", "star_count": 20134, "is_official": true},
              {"name": "nginx/nginx-ingress", "description": "NGINX and NGINX Plus Ingress Controllers for Kubernetes",
               "star_count": 101, "is_official": false},
              {"name": "bitnami/nginx", "description": "Bitnami container image for NGINX", "star_count": 199,
               "is_official": false},
              {"name": "ubuntu/nginx", "description": "Nginx, a high-performance reverse proxy & web server.",
               "star_count": 129, "is_official": false},
              {"name": "openresty/nginx-中文", "description": "网页服务器，支持 Lua", "star_count": 7, "is_official": false}
            ]}
            """;

    @TempDir
    Path directory;

    @Test
    void tellsTheStoryOfTheReadme() throws IOException {
        try (RealRegistry registry = RealRegistry.open();
                FaultProxy proxy = FaultProxy.before(registry);
                MockWebServer hub = new MockWebServer()) {
            publish(registry);
            hub.start();
            for (int i = 0; i < 4; i++) {
                hub.enqueue(new MockResponse.Builder().addHeader("Content-Type", "application/json").body(HITS).build());
            }
            try (Ui ui = Ui.open(120, 36, choice -> service(proxy, hub), Clock.systemUTC())) {
                fill(ui);
                files(ui);
                searchAndPreview(ui);
                transfers(ui, proxy);
                remove(ui);
                updates(ui, registry);
                picture("chinese", ui, Golden.CHINESE);
            }
        }
    }

    private void fill(Ui ui) throws IOException {
        for (String name : new String[] {"python:3.12", "python:3.12-slim", "redis:7-alpine", "postgres:16"}) {
            ui.press("1", "p", "ctrl+u", name, "enter").settle().press("enter").settle();
        }
        ui.press("1", "N", "1", "g");
        ui.until("python is selected", state -> state.images().selected().isPresent());
        select(ui, "python:3.12");
        ui.press("i").settle();
        assertTrue(ui.text().contains("RepoTags"), ui.text());
        ui.press("esc", "[", "[").settle();
        assertTrue(ui.text().contains("CREATED BY"), ui.text());
    }

    private void files(Ui ui) throws IOException {
        ui.press("3", "g", "j", "enter").settle();
        ui.press("t", "S").settle();
        assertTrue(ui.text().contains("efficient"), ui.text());
        picture("files", ui);
        ui.press("[", "1").settle();
        select(ui, "python:3.12-slim");
        ui.press("space", "k", "k", "D").settle();
        ui.press("tab", "tab").settle();
        assertTrue(ui.text().contains("gcc"), ui.text());
        picture("diff", ui);
        ui.press("esc", "esc", "*", "*").settle();
    }

    private void searchAndPreview(Ui ui) throws IOException {
        ui.press("2", "/", "nginx", "enter").settle();
        ui.press("enter").settle();
        assertTrue(ui.text().contains("1.27"), ui.text());
        picture("search", ui);
        ui.press("p").settle();
        assertTrue(ui.text().contains("to fetch"), ui.text());
        picture("preview", ui);
        ui.press("esc", "esc", "esc");
    }

    private void transfers(Ui ui, FaultProxy proxy) throws IOException {
        proxy.throttle(1_500_000);
        ui.press("1");
        select(ui, "python:3.12");
        ui.press("p", "ctrl+u", "nginx:1.27", "enter").until("planned", s -> ui.text().contains("to fetch")).press("enter");
        ui.press("p", "ctrl+u", "team/api:2.3.1", "enter").until("planned", s -> ui.text().contains("to fetch"))
                .press("enter");
        ui.until("both are well under way", state -> state.transfers().all().stream()
                .filter(Transfer::active).filter(t -> t.speed().bytesPerSecond() > 0).count() == 2
                && state.transfers().all().stream().filter(Transfer::active).allMatch(t -> t.layers().stream()
                        .mapToLong(layer -> layer.done()).sum() > 2_000_000));
        picture("dashboard", ui);
        ui.press("4", "+");
        picture("transfers", ui);
        proxy.throttle(0);
        ui.press("_").settle();
    }

    private void remove(Ui ui) throws IOException {
        ui.press("1", "S", "g", "space", "space", "space", "d").settle();
        assertTrue(ui.text().contains("frees"), ui.text());
        picture("remove", ui);
        ui.press("esc", "esc");
    }

    private void updates(Ui ui, RealRegistry registry) throws IOException {
        image(Instant.now(), layer(13, 1_000_000)).push(registry, "library/python:3.12-slim");
        ui.press("U").settle();
        assertTrue(ui.text().contains("1 moved"), ui.text());
        picture("updates", ui);
        ui.press("esc").settle();
    }

    private static void select(Ui ui, String name) {
        ui.press("/", "ctrl+u", name, "enter", "g", "esc").settle();
    }

    private void picture(String name, Ui ui) throws IOException {
        picture(name, ui, Golden.ENGLISH);
    }

    private void picture(String name, Ui ui, Look language) throws IOException {
        Look look = new Look(language.messages(), language.theme(), directory.toString());
        if (DRAW) {
            Picture.write(ui.frame(look), Path.of("screenshots", name + ".png"));
        }
    }

    private ImageService service(FaultProxy registry, MockWebServer hub) {
        Environment environment = new Environment(Map.of(), directory, directory);
        RegistryOptions options = RegistryOptions.of(environment)
                .withHub(URI.create("http://" + registry.hostPort()), hub.url("/").uri());
        return new StoreBackend(ImageStore.open(directory.resolve(".local/share/jimg/store")),
                new RegistryClient(options), "the embedded store is the default", Clock.systemUTC());
    }

    private static void publish(RealRegistry registry) {
        Instant now = Instant.now();
        LayerFixture base = LayerFixture.gzip(tar -> tar.noise("bin/bash", 1, 1_300_000).noise("bin/ls", 2, 150_000)
                .file("etc/apt/sources.list", "deb http://deb.debian.org/debian bookworm main\n")
                .noise("usr/lib/libcrypto.so.3", 3, 4_700_000).noise("usr/lib/libc.so.6", 4, 1_250_000));
        LayerFixture slim = LayerFixture.gzip(tar -> tar.file("etc/ssl/openssl.cnf", "[default]\n")
                .noise("usr/local/bin/python3.12", 5, 1_100_000).noise("usr/local/lib/libpython3.12.so", 6, 100_000));
        LayerFixture compilers = LayerFixture.gzip(tar -> tar.noise("usr/bin/gcc", 7, 5_200_000)
                .noise("usr/lib/libcrypto.so.3", 8, 2_700_000).noise("var/cache/apt/pkgcache.bin", 9, 1_200_000));
        LayerFixture full = LayerFixture.gzip(tar -> tar.noise("usr/local/bin/python3.12", 10, 2_300_000)
                .file("etc/apt/sources.list", "deb https://deb.debian.org/debian bookworm main\n")
                .whiteout("var/cache/apt", "pkgcache.bin"));
        image(now.minus(Duration.ofDays(5)), base, compilers, full).push(registry, "library/python:3.12");
        image(now.minus(Duration.ofDays(5)), base, slim).push(registry, "library/python:3.12-slim");
        image(now.minus(Duration.ofDays(21)), layer(5, 3_100_000), layer(6, 900_000))
                .push(registry, "library/redis:7-alpine");
        image(now.minus(Duration.ofDays(40)), base, layer(7, 6_200_000)).push(registry, "library/postgres:16");
        for (String tag : new String[] {"1.26", "1.27", "alpine", "latest"}) {
            image(now.minus(Duration.ofDays(2)), base, layer(8, 8_000_000), layer(9, 4_000_000), layer(10, 1_000_000))
                    .push(registry, "library/nginx:" + tag);
        }
        image(now.minus(Duration.ofDays(70)), layer(11, 12_000_000), layer(12, 5_000_000))
                .push(registry, "team/api:2.3.1");
    }

    private static ImageFixture image(Instant created, LayerFixture... layers) {
        String[] steps = {"/bin/sh -c #(nop) ADD file:ca6d1f0f in / ",
            "RUN /bin/sh -c set -eux; apt-get update; apt-get install -y --no-install-recommends ca-certificates "
                    + "netbase tzdata # buildkit",
            "COPY docker-entrypoint.sh /usr/local/bin/ # buildkit", "COPY --chown=app:app . /srv/app # buildkit"};
        ImageFixture.Builder builder = ImageFixture.builder().created(created.toString());
        for (int i = 0; i < layers.length; i++) {
            builder.layer(steps[i], layers[i]);
        }
        return builder.emptyLayer("ENV PATH=/usr/local/bin:/usr/bin:/bin").emptyLayer("EXPOSE map[80/tcp:{}]")
                .emptyLayer("CMD [\"/usr/local/bin/start\"]").label("maintainer", "team@example.com").build();
    }

    private static LayerFixture layer(long seed, long bytes) {
        return LayerFixture.random(Compression.GZIP, seed, bytes);
    }
}
