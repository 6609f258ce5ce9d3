package dev.jimg.backend;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.oci.Reference;
import dev.jimg.service.PullRequest;
import dev.jimg.service.container.ContainerListRequest;
import dev.jimg.service.container.ContainerSummary;
import dev.jimg.service.container.Containers;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.Cancellation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** For tests of containers on the store: a new one for each, with one image, that runs. Needs root. */
abstract class BusyboxStore {

    RealRegistry registry;
    StorePlace place;
    StoreBackend service;
    Containers containers;
    String image;

    @BeforeAll
    static void needs() {
        Tools.requireRoot();
        Tools.require("runc", "busybox");
    }

    @BeforeEach
    final void open() {
        registry = RealRegistry.open();
        ImageFixture.busybox().push(registry, "try/busybox:1");
        image = registry.hostPort() + "/try/busybox:1";
        place = StorePlace.create();
        service = place.open();
        service.pull(PullRequest.of(Reference.parse(image)), event -> {}, Cancellation.none());
        containers = service.containers();
    }

    @AfterEach
    final void close() {
        for (ContainerSummary container : containers.list(ContainerListRequest.ALL)) {
            containers.remove(container.id(), true, false);
        }
        service.close();
        registry.close();
        place.close();
    }
}
