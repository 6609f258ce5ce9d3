package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Reference;
import dev.jimg.service.BackendInfo;
import dev.jimg.service.PullRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Going to work somewhere else without leaving. */
class PlacesStoryTest {

    private static final BackendInfo WEB = new BackendInfo(BackendInfo.Kind.DOCKER, "web-03",
            "ssh://ops@web-03.example.com", "Docker 28.2.2", "-c was given", Map.of());

    private static PlacesDialog dialog(Play play) {
        return (PlacesDialog) play.state().dialog().orElseThrow();
    }

    @Test
    void asksAllPlacesAtOnceAndShowsEachAnswerAsItComes() {
        Play play = SomePlaces.shown(80, 24);
        assertEquals("OCI image layout", dialog(play).answers().get(0).value().orElseThrow());
        assertEquals("no answer in 6 seconds", dialog(play).answers().get(1).failure().orElseThrow().why());
        assertTrue(dialog(play).answers().get(2).loading());
    }

    @Test
    void beginsWhereTheAppIs() {
        Play play = SomePlaces.shown(80, 24);
        assertEquals(0, dialog(play).cursor().index());
        play.press("enter");
        assertEquals(List.of(), play.take(), "who stays goes nowhere");
        assertEquals(List.of(), play.state().dialogs());
    }

    @Test
    void goesToTheChosenPlace() {
        Play play = SomePlaces.shown(80, 24).press("G", "enter");
        assertEquals(SomePlaces.list().get(3).choice(), play.one(Effect.SwitchBackend.class).choice());
        assertEquals(List.of(), play.state().dialogs());
    }

    @Test
    void asksBeforeItBreaksOffTransfers() {
        Play play = SomePlaces.shown(80, 24).press("esc");
        AppState pulling = TransfersLogic.start(play.state(), PullRequest.of(Reference.parse("redis:7"))).state();
        Play busy = Play.from(pulling).press(":").type("context web-03").press("enter");
        assertTrue(busy.take().stream().allMatch(Effect.ListPlaces.class::isInstance));
        busy.press("y");
        assertEquals(Optional.of("web-03"), busy.one(Effect.SwitchBackend.class).choice().context());
    }

    @Test
    void showsNothingOfThePlaceBeforeInTheNewOne() {
        Play play = SomeImages.shown(80, 24, SomeImages.list()).press("S", "space", "i");
        long stale = play.state().lastId();
        play.take();
        play.happen(new Event.BackendSwitched(WEB));
        assertEquals(WEB, play.state().backend().orElseThrow());
        assertEquals(List.of(), play.state().images().rows());
        assertTrue(play.state().images().marks().isEmpty());
        assertEquals(Optional.empty(), play.state().usage().value());
        assertEquals(Optional.empty(), play.state().detail().inspect().image());
        assertEquals(ImageColumn.SIZE, play.state().images().order().column(), "the order stays");
        Effect.ListImages asked = play.one(Effect.ListImages.class);
        play.happen(new Event.ImagesListed(stale, SomeImages.list()));
        assertEquals(List.of(), play.state().images().rows(), "an answer of the place before is not heard");
        play.happen(new Event.ImagesListed(asked.request(), SomeImages.many(3)));
        assertEquals(3, play.state().images().rows().size());
    }

    @Test
    void listsWhereItHasBeenSoThatOneCanGoBack() {
        BackendInfo named = new BackendInfo(BackendInfo.Kind.DOCKER, "tcp://10.0.0.9:2375", "Docker 20.10.24",
                "-H was given", Map.of());
        Play play = SomeImages.shown(80, 24, SomeImages.list());
        play.happen(new Event.BackendSwitched(named)).press("H");
        play.happen(new Event.PlacesListed(play.one(Effect.ListPlaces.class).request(), SomePlaces.list()));
        assertEquals(5, dialog(play).shown().size());
        assertTrue(PlacesDialog.current(dialog(play).shown().get(4), play.state()));
        assertEquals(4, dialog(play).cursor().index());
        play.press("esc").happen(new Event.BackendSwitched(SomeImages.STORE)).press("H");
        play.happen(new Event.PlacesListed(play.one(Effect.ListPlaces.class).request(), SomePlaces.list()));
        play.take();
        play.press("G", "enter");
        assertEquals(Optional.of("tcp://10.0.0.9:2375"), play.one(Effect.SwitchBackend.class).choice().host());
    }

    @Test
    void goesToAnAddressThatIsTyped() {
        for (String address : List.of("unix:///run/d.sock", "tcp://10.0.0.9:2375", "ssh://ops@web-03")) {
            Play play = SomeImages.shown(80, 24, SomeImages.list());
            play.press(":").type("context " + address).press("enter");
            assertEquals(Optional.of(address), play.one(Effect.SwitchBackend.class).choice().host());
        }
    }

    @Test
    void saysWhyNoPlaceCanBeListed() {
        Play play = SomeImages.shown(80, 24, SomeImages.list()).press(":").type("context").press("enter");
        long request = play.one(Effect.ListPlaces.class).request();
        play.happen(new Event.RequestFailed(request, new dev.jimg.service.Failure(dev.jimg.service.Failure.Kind.INVALID,
                "list the places to work on", "", "meta.json is no JSON", "Mend it.")));
        assertTrue(dialog(play).places().failure().isPresent());
        play.press("enter", "j", "esc");
        assertEquals(List.of(), play.state().dialogs());
    }
}
