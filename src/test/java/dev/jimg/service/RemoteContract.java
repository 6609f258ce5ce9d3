package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.IndexFixture;
import dev.jimg.transfer.Cancellation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Looking around in a registry. */
public abstract class RemoteContract extends ImageServiceContract {

    private SearchResult search(String term, int limit) {
        return service.search(new SearchRequest(proxy.hostPort() + "/" + term, limit, Map.of()),
                Cancellation.none());
    }

    @Test
    void searchesARegistrysCatalogueByPartOfAName() {
        ImageFixture image = small("catalogue");
        for (String name : List.of("cat/nginx", "cat/nginx-extras", "cat/redis")) {
            image.push(registry, name + ":1");
        }
        SearchResult found = search("nginx", 25);
        assertEquals(proxy.hostPort(), found.source());
        assertEquals(List.of(proxy.hostPort() + "/cat/nginx", proxy.hostPort() + "/cat/nginx-extras"),
                found.hits().stream().map(SearchResult.Hit::name).toList());
        assertTrue(found.complete());
        assertEquals(-1, found.hits().get(0).stars());
        assertFalse(search("cat/", 2).complete());
        assertEquals(List.of(), search("nowhere", 25).hits());
        pull(Reference.parse(found.hits().get(0).name() + ":1"));
    }

    @Test
    void listsTagsPageByPage() {
        ImageFixture image = small("tags");
        for (int i = 0; i < 7; i++) {
            image.push(registry, "many/tags:v" + i);
        }
        Reference repository = ref("many/tags");
        TagList some = service.tags(new TagsRequest(repository, 3), Cancellation.none());
        assertEquals(3, some.tags().size());
        assertFalse(some.complete());
        TagList all = service.tags(new TagsRequest(repository, 0), Cancellation.none());
        assertEquals(7, all.tags().size());
        assertTrue(all.complete());
        failure(Failure.Kind.NOT_FOUND,
                () -> service.tags(new TagsRequest(ref("no/such"), 0), Cancellation.none()));
    }

    @Test
    void describesAnImageForSeveralPlatforms() {
        IndexFixture index = ImageFixture.multiPlatform("linux/amd64", "linux/arm64", "linux/arm/v7");
        RemoteImage remote = service.describe(pushed(index, "describe/busybox:1"), Cancellation.none());
        assertEquals(index.root().digest(), remote.digest().toString());
        assertEquals(List.of("linux/amd64", "linux/arm64", "linux/arm/v7"),
                remote.variants().stream().map(variant -> variant.platform().toString()).toList());
        ImageFixture own = index.image(Platform.local().toString());
        assertEquals(Optional.of(id(own)), remote.image());
        assertEquals(Optional.of(Instant.parse("2024-05-06T07:08:09.123456789Z")), remote.created());
        long size = remote.variants().stream().filter(v -> v.platform().equals(Platform.local())).findFirst()
                .orElseThrow().size();
        assertEquals(own.config().size() + own.layers().get(0).content().size(), size);
    }

    @Test
    void describesAnImageWithoutAnIndex() {
        ImageFixture image = small("plain");
        RemoteImage remote = service.describe(pushed(image, "describe/small:1"), Cancellation.none());
        assertEquals(Optional.of(id(image)), remote.image());
        assertEquals(1, remote.variants().size());
        assertEquals(0, proxy.count("/blobs/" + image.layers().get(0).content().digest()));
        failure(Failure.Kind.NOT_FOUND, () -> service.describe(ref("describe/small:2"), Cancellation.none()));
    }

    /** This registry wants no password, and takes any. */
    @Test
    void logsInAndOut() {
        RegistryLogins logins = service.logins();
        assertFalse(logins.isHub(proxy.hostPort()));
        assertTrue(logins.isHub("https://index.docker.io/v1/"));
        assertTrue(logins.login(new LoginRequest(proxy.hostPort(), "ann", "pw"), Cancellation.none())
                .unencryptedIn().isPresent());
        assertEquals(Optional.of("ann"), logins.user("http://" + proxy.hostPort() + "/v2/", Cancellation.none()));
        logins.loginAgain(proxy.hostPort(), Cancellation.none());
        assertEquals(new LogoutResult(proxy.hostPort(), Optional.empty()),
                logins.logout(proxy.hostPort(), Cancellation.none()));
        assertEquals(Optional.empty(), logins.user(proxy.hostPort(), Cancellation.none()));
        failure(Failure.Kind.INVALID, () -> logins.login(new LoginRequest(proxy.hostPort(), "a\nb", "pw"),
                Cancellation.none()));
        failure(Failure.Kind.INVALID, () -> logins.user("a.b\r\nc", Cancellation.none()));
    }

    @Test
    void saysWhereItIs() {
        assertFalse(service.info().location().isEmpty());
        assertFalse(service.info().reason().isEmpty());
    }
}
