package dev.jimg.tui.state;

import dev.jimg.service.BackendChoice;
import dev.jimg.service.Failure;
import dev.jimg.service.Place;
import java.util.List;
import java.util.Optional;

/** Places to work on, always the same. */
public final class SomePlaces {

    private SomePlaces() {}

    public static List<Place> list() {
        return List.of(
                place(Place.Kind.STORE, "/home/ada/.local/share/jimg/store", "/home/ada/.local/share/jimg/store"),
                place(Place.Kind.CONTEXT, "web-03", "ssh://ops@web-03.example.com"),
                place(Place.Kind.CONTEXT, "建设", "tcp://10.0.0.7:2376"),
                place(Place.Kind.SOCKET, "unix:///var/run/docker.sock", "unix:///var/run/docker.sock"));
    }

    private static Place place(Place.Kind kind, String name, String location) {
        return new Place(kind, name, location, new BackendChoice(Optional.empty(), Optional.of(location),
                Optional.empty()));
    }

    /** The chooser, with an answer, a failure, and the others still asked. */
    public static Play shown(int columns, int rows) {
        Play play = SomeImages.shown(columns, rows, SomeImages.list()).press("H");
        play.happen(new Event.PlacesListed(play.one(Effect.ListPlaces.class).request(), list()));
        List<Effect.ProbePlace> asked = play.take().stream().filter(Effect.ProbePlace.class::isInstance)
                .map(Effect.ProbePlace.class::cast).toList();
        play.happen(new Event.PlaceReached(asked.get(0).request(), "OCI image layout"));
        play.happen(new Event.PlaceReached(asked.get(3).request(), "Docker 28.2.2"));
        return play.happen(new Event.RequestFailed(asked.get(1).request(), new Failure(Failure.Kind.UNREACHABLE,
                "reach", "ssh://ops@web-03.example.com", "no answer in 6 seconds",
                "Is the way there open, and the engine running?")));
    }
}
