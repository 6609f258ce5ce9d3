package dev.jimg.tui.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.ImageService;
import dev.jimg.service.Place;
import dev.jimg.service.Places;
import dev.jimg.service.ServiceOpener;
import dev.jimg.tui.Ui;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The app goes from one place to another, and back where there is nothing. */
class SwitchTest {

    @TempDir
    private Path directory;

    @Test
    void worksOnTheOtherStoreAfterwards() {
        try (Ui ui = Ui.open(100, 30, opener())) {
            assertTrue(ui.text().contains("/one"), ui.text());
            ui.press("H").settle();
            assertTrue(ui.text().contains("OCI image layout"), ui.text());
            ui.press("G", "enter").settle();
            assertTrue(ui.state().backend().orElseThrow().location().endsWith("/two"), ui.text());
            assertTrue(ui.text().contains("No images here yet."), ui.text());
        }
    }

    @Test
    void staysWhereItIsIfTheOtherPlaceCannotBeOpened() {
        try (Ui ui = Ui.open(100, 30, opener())) {
            ui.press(":", "context", "space", "nowhere", "enter").settle();
            assertTrue(ui.text().contains("nowhere"), ui.text());
            assertTrue(ui.state().backend().orElseThrow().location().endsWith("/one"), ui.text());
            ui.press("esc", "R").settle();
            assertEquals(Optional.empty(), ui.state().images().images().failure());
        }
    }

    private ServiceOpener opener() {
        Environment environment = new Environment(Map.of("JIMG_STORE", directory.resolve("one").toString()),
                directory, directory);
        Backends backends = new Backends(environment, Clock.systemUTC());
        return new ServiceOpener() {
            @Override
            public ImageService open(BackendChoice choice) {
                return backends.open(choice);
            }

            @Override
            public Places places() {
                Place here = backends.places().list().get(0);
                String two = directory.resolve("two").toString();
                Place other = new Place(Place.Kind.STORE, two, two,
                        new BackendChoice(Optional.of(Path.of(two)), Optional.empty(), Optional.empty()));
                return new Places() {
                    @Override
                    public List<Place> list() {
                        return List.of(here, other);
                    }

                    @Override
                    public Optional<Place> store() {
                        return Optional.of(here);
                    }

                    @Override
                    public String probe(Place place) {
                        return backends.places().probe(place);
                    }
                };
            }
        };
    }
}
