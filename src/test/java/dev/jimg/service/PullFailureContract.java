package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Reference;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.transfer.Cancellation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pulls that cannot succeed, and those that have to try harder. */
public abstract class PullFailureContract extends ImageServiceContract {

    @Test
    void refusesALayerThatIsNotWhatTheConfigPromises() {
        LayerFixture layer = LayerFixture.gzip(tar -> tar.file("honest", "honest"));
        LayerFixture other = LayerFixture.gzip(tar -> tar.file("other", "other"));
        LayerFixture lying = new LayerFixture(layer.content(), layer.compression(), other.diffId());
        Reference name = pushed(ImageFixture.builder().layer("RUN lie", lying).build(), "lying/image:1");
        PullEvents events = new PullEvents();
        if (has(Backend.Limit.TRUSTS_CONFIG)) {
            service.pull(PullRequest.of(name), events, Cancellation.none());
            return;
        }
        failure(Failure.Kind.CORRUPT, () -> service.pull(PullRequest.of(name), events, Cancellation.none()));
        assertEquals(List.of(), images());
        events.check();
        assertEquals(has(Backend.Limit.CHECKS_CONFIG_LAST),
                events.phases().values().stream().anyMatch(TransferEvent.Phase::settled));
    }

    @Test
    void refusesBytesThatAreNotThoseOfTheDigest() {
        ImageFixture image = ImageFixture.random(1, 300_000);
        String blob = image.layers().get(0).content().digest();
        Reference name = pushed(image, "corrupt/random:1");
        proxy.corruptAt("/blobs/" + blob, 1000, 100);
        Failure failure = failure(Failure.Kind.CORRUPT, () -> pull(name));
        assertTrue(failure.getMessage().contains(blob.substring(7, 19)), failure.getMessage());
        assertEquals(List.of(), images());
    }

    @Test
    void goesOnWhereAConnectionBroke() {
        ImageFixture image = ImageFixture.random(1, 900_000);
        Reference name = pushed(image, "cut/random:1");
        proxy.cutAt("/blobs/" + image.layers().get(0).content().digest(), 450_000, 2);
        PullEvents events = new PullEvents();
        if (has(Backend.Limit.DOES_NOT_RESUME)) {
            failure(Failure.Kind.UNREACHABLE, () -> pull(name));
            failure(Failure.Kind.UNREACHABLE, () -> pull(name));
        }
        service.pull(PullRequest.of(name), events, Cancellation.none());
        events.check();
        assertEquals(id(image), images().get(0).id());
    }

    @Test
    void saysHowToLogInWhereItMust() {
        try (RealRegistry closed = RealRegistry.htpasswd("ann", "secret")) {
            small("closed").push(closed, "closed/small:1");
            Reference name = Reference.parse(closed.hostPort() + "/closed/small:1");
            Failure failure = failure(Failure.Kind.UNAUTHORIZED, () -> pull(name));
            assertTrue(failure.getMessage().contains(name.familiar()), failure.getMessage());
            assertTrue(failure.getMessage().contains("authentication required"), failure.getMessage());
            assertTrue(failure.advice().contains("jimg-tui login " + closed.hostPort()), failure.advice());
        }
    }

    @Test
    void saysThatTheTagIsNotThere() {
        pushed(small("there"), "there/small:1");
        Failure failure = failure(Failure.Kind.NOT_FOUND, () -> pull(ref("there/small:2")));
        assertTrue(failure.getMessage().contains("there/small:2"), failure.getMessage());
        assertEquals(List.of(), images());
    }

    @Test
    void saysThatNobodyListens() {
        Reference name = ref("gone/small:1");
        proxy.close();
        Failure failure = failure(Failure.Kind.UNREACHABLE, () -> pull(name));
        assertTrue(failure.getMessage().contains(proxy.hostPort()), failure.getMessage());
    }

    @Test
    void oneFailedLayerStopsTheOthersAndIsTheOneTold() {
        ImageFixture image = ImageFixture.random(4, 300_000);
        String broken = image.layers().get(2).content().digest();
        Reference name = pushed(image, "broken/random:1");
        registry.blobFile(broken).toFile().delete();
        PullEvents events = new PullEvents();
        Failure failure = failure(Failure.Kind.NOT_FOUND,
                () -> service.pull(PullRequest.of(name), events, Cancellation.none()));
        assertTrue(failure.getMessage().contains(broken.substring(7, 19))
                || failure.getMessage().contains("broken/random"), failure.getMessage());
        events.checkUnfinished();
        assertEquals(List.of(), images());
    }
}
