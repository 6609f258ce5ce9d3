package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.oci.Reference;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.transfer.Cancellation;
import dev.jimg.tui.state.Job;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name that was given for a push that came to nothing. */
class PushNameTest {

    private static final Reference NOWHERE = Reference.parse("127.0.0.1:1/app:1");

    @TempDir
    private Path directory;

    private RealRegistry registry;
    private ImageService service;
    private Reference first;

    @BeforeEach
    void prepare() {
        registry = RealRegistry.open();
        service = new Backends(new Environment(Map.of("JIMG_STORE", directory.resolve("store").toString()), directory,
                directory), Clock.systemUTC()).open(BackendChoice.AUTOMATIC);
        first = pulled(1);
    }

    @AfterEach
    void end() {
        service.close();
        registry.close();
    }

    private Reference pulled(int layers) {
        Reference name = Reference.parse(ImageFixture.layers(layers).push(registry, "team/app:" + layers).reference());
        service.pull(PullRequest.of(name), event -> {}, Cancellation.none());
        return name;
    }

    private List<String> names() {
        return service.list(ListRequest.EVERYTHING).stream().flatMap(image -> image.tags().stream())
                .map(Reference::familiar).sorted().toList();
    }

    private void fail(Reference image, Reference target) {
        Job.Push push = new Job.Push(new PushRequest(target), Optional.of(image.familiar()));
        assertThrows(Failure.class, () -> PushName.during(service, push.what(), push.image(),
                () -> service.push(push.what(), event -> {}, Cancellation.none())));
    }

    @Test
    void isTakenAwayAgain() {
        fail(first, NOWHERE);
        assertEquals(List.of(first.familiar()), names());
    }

    @Test
    void goesBackToWhoHadIt() {
        service.tag(first.familiar(), NOWHERE);
        Reference second = pulled(2);
        fail(second, NOWHERE);
        assertEquals(service.inspect(first.familiar()).summary().id(),
                service.inspect(NOWHERE.familiar()).summary().id());
    }

    @Test
    void staysWithWhoGotItMeanwhile() {
        Reference second = pulled(2);
        PushRequest push = new PushRequest(NOWHERE);
        assertThrows(Failure.class, () -> PushName.during(service, push, Optional.of(first.familiar()), () -> {
            service.tag(second.familiar(), NOWHERE);
            return service.push(push, event -> {}, Cancellation.none());
        }));
        assertEquals(service.inspect(second.familiar()).summary().id(),
                service.inspect(NOWHERE.familiar()).summary().id());
    }

    @Test
    void staysWhereThePushWasDone() {
        Reference target = Reference.parse(registry.hostPort() + "/other/app:1");
        Job.Push push = new Job.Push(new PushRequest(target), Optional.of(first.familiar()));
        PushName.during(service, push.what(), push.image(), () -> service.push(push.what(), event -> {}, Cancellation.none()));
        assertEquals(List.of(target.familiar(), first.familiar()).stream().sorted().toList(), names());
    }
}
