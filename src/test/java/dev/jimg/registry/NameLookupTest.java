package dev.jimg.registry;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.RegistriesConfig;
import dev.jimg.transfer.Cancellation;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

class NameLookupTest {

    private static final Request REQUEST = new Request.Builder().url("http://registry.example/v2/").build();

    @Test
    void aCancellationEndsTheWaitForAName() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        HttpClients clients = clients(host -> {
            asked.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        });
        Cancellation cancellation = new Cancellation();
        Thread canceller = new Thread(() -> {
            try {
                asked.await();
                cancellation.cancel();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        canceller.start();
        assertTimeoutPreemptively(Duration.ofSeconds(10), () ->
                assertThrows(CancellationException.class, () -> clients.send(REQUEST, cancellation)));
        canceller.join();
        never.countDown();
    }

    @Test
    void anUnknownNameIsSaidToBeOne() {
        HttpClients clients = clients(host -> {
            throw new UnknownHostException(host);
        });
        assertThrows(UnknownHostException.class, () -> clients.send(REQUEST, Cancellation.none()));
    }

    @Test
    void aNameThatStandsForThisMachineIsOnlyForRegistriesOnIt() {
        HttpClients clients = clients(host -> List.of(InetAddress.getByName(switch (host) {
            case "inside.example", "box.example" -> "127.0.0.1";
            case "metadata.example" -> "169.254.169.254";
            default -> "192.0.2.1";
        })));
        RefusedException e = assertThrows(RefusedException.class,
                () -> check(clients, "inside.example", "registry.example"));
        assertEquals("inside.example stands for 127.0.0.1, an address that registry.example has no business with",
                e.getMessage());
        assertDoesNotThrow(() -> check(clients, "inside.example", "box.example"));
        assertDoesNotThrow(() -> check(clients, "inside.example", "localhost"));
        assertDoesNotThrow(() -> check(clients, "storage.example", "registry.example"));
        assertTrue(assertThrows(RefusedException.class, () -> check(clients, "metadata.example", "localhost"))
                .getMessage().contains("169.254.169.254"));
    }

    private static void check(HttpClients clients, String target, String registry) throws Exception {
        Endpoint from = new Endpoint(registry, HttpUrl.get("https://" + registry + "/"), false, false);
        clients.checkAddress(HttpUrl.get("https://" + target + "/token"), from, Cancellation.none());
    }

    private static HttpClients clients(Dns names) {
        return new HttpClients(Clients.options(Clients.environment(Path.of("/nonexistent"))),
                new RegistriesConfig(List.of(), Set.of(), List.of()), names);
    }
}
