package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.jimg.service.files.LayersSoFar;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.transfer.Cancellation;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Docker's images, before it sends their layers. */
@ExtendWith(RealDockerExtension.class)
final class DockerPreviewTest extends PreviewCases {

    private static final String CREATE = "POST /containers/create";

    private final RealDocker docker;

    DockerPreviewTest(RealDocker docker) {
        this.docker = docker;
    }

    @Override
    Path socket() {
        return docker.socket();
    }

    @Override
    EnginePlace place(String address) {
        return EnginePlace.docker(address, docker::clear);
    }

    @Test
    void anImageOfOneLayerWithoutACommandIsShownToo() {
        open(ImageFixture.builder().layer("one", LayerFixture.gzip(tar -> tar.file("only", "x"))).build());
        gate.holding(SAVE::equals);
        CompletableFuture<LayersSoFar> reading = read();
        awaitTogether(Set.of("only"));
        gate.open();
        assertEquals(1, end(reading).read());
    }

    @Test
    void whereNoContainerMayBeMadeTheLayersComeAllTheSame() {
        open(layered());
        gate.refusing(CREATE::equals);
        assertEquals(3, end(read()).read());
        assertEquals(Set.of(), together());
    }

    @Test
    void whereNoContainerMayBeReadTheLayersComeAllTheSame() {
        open(layered());
        gate.refusing(line -> line.endsWith("/export"));
        assertEquals(3, end(read()).read());
        assertEquals(Set.of(), together());
        assertEquals(List.of(), left());
    }

    @Test
    void whoWantsTheWholeOrKnowsItMakesNoContainer() {
        open(layered());
        assertEquals(3, service.files().read(image, progress -> { }, Cancellation.none()).layers().size());
        assertEquals(3, end(read()).read());
        assertFalse(gate.asked().contains(CREATE), () -> gate.asked().toString());
    }
}
