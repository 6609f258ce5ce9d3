package dev.jimg.tui.state;

import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.PullRequest;
import dev.jimg.service.UpdateStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for names that moved in their registries, pulls them, and tells who still runs what was here before. */
final class RadarLogic {

    private RadarLogic() {}

    /** Shows what is known; asks, where nobody ever has. */
    static Update open(AppState state) {
        AppState shown = state.open(new UpdatesDialog(ListCursor.START, Set.of(), state.radar().check().isPresent()));
        return state.radar().known().isEmpty() ? check(shown) : Update.of(shown);
    }

    /** Asks the registries of all names here, unless that is under way. */
    static Update check(AppState state) {
        if (state.radar().check().isPresent()) {
            return Update.of(state);
        }
        long request = state.nextId();
        Radar asking = state.radar().withCheck(Optional.of(new Radar.Check(request, 0, 0)));
        return Update.of(hinted(state.withLastId(request).withRadar(asking), true), new Effect.CheckUpdates(request));
    }

    /** What was heard so far stays. */
    static Update stop(AppState state) {
        return state.radar().check().map(check -> Update.of(
                hinted(state.withRadar(state.radar().withCheck(Optional.empty())), false)
                        .say(Notice.Severity.INFO, Text.of("updates.stopped", check.done(), check.total())),
                new Effect.Forget(check.request()))).orElse(Update.of(state));
    }

    /** The dialog, if it is open, offers what can be done now. */
    private static AppState hinted(AppState state, boolean checking) {
        return state.dialog().orElse(null) instanceof UpdatesDialog dialog
                ? state.replace(new UpdatesDialog(dialog.cursor(), dialog.marked(), checking)) : state;
    }

    /** Pulls these names, those that are being pulled left out. */
    static Update pull(AppState state, List<UpdateStatus> chosen) {
        Update update = Update.of(state);
        for (UpdateStatus status : chosen) {
            update = update.then(next -> PullLogic.running(next, status.name()).isPresent() ? Update.of(next)
                    : TransfersLogic.start(next, new PullRequest(status.name(), platform(next, status))));
        }
        return update;
    }

    /** That of the image here, where it is not what would come anyway. */
    private static Optional<Platform> platform(AppState state, UpdateStatus status) {
        return row(state, status.name()).map(row -> row.image().platform())
                .filter(platform -> Platform.local().compatible().stream().noneMatch(platform::matches));
    }

    private static Optional<ImageRow> row(AppState state, Reference name) {
        return state.images().rows().stream().filter(row -> row.tag().filter(name::equals).isPresent()).findFirst();
    }

    static Update on(AppState state, Event event) {
        Radar radar = state.radar();
        if (event instanceof Event.BackendOpened) {
            return load(state);
        }
        if (event instanceof Event.BackendSwitched) {
            List<Effect> effects = new ArrayList<>();
            radar.check().ifPresent(check -> effects.add(new Effect.Forget(check.request())));
            Radar fresh = radar.allowance().map(Radar.EMPTY::withAllowance).orElse(Radar.EMPTY);
            return new Update(state.withRadar(fresh), effects).then(RadarLogic::load);
        }
        if (event instanceof Event.ImagesListed) {
            Radar kept = radar.among(state.images().rows());
            return Update.of(kept.equals(radar) ? state : state.withRadar(kept));
        }
        if (event instanceof Event.AllowanceHeard heard) {
            return Update.of(state.withRadar(radar.withAllowance(heard.allowance())));
        }
        if (event instanceof Event.UpdateHeard heard && asked(radar, heard.request())) {
            Radar moved = heard.status().moved() ? radar.with(List.of(heard.status())) : radar;
            return Update.of(state.withRadar(moved.withCheck(
                    Optional.of(new Radar.Check(heard.request(), heard.done(), heard.total())))));
        }
        if (event instanceof Event.UpdatesKnown known) {
            return known(state, known);
        }
        if (event instanceof Event.RequestFailed failed && asked(radar, failed.request())) {
            return Update.of(state.withRadar(radar.withCheck(Optional.empty())).say(failed.failure()));
        }
        if (event instanceof Event.TransferDone done) {
            return pulled(state, done);
        }
        if (event instanceof Event.StillRunning running) {
            return Update.of(running.containers().isEmpty() ? state : state.say(Notice.Severity.INFO,
                    Text.count("updates.still-run", running.containers().size(), running.name(),
                            String.join(", ", running.containers()))));
        }
        return Update.of(state);
    }

    private static boolean asked(Radar radar, long request) {
        return radar.check().filter(check -> check.request() == request).isPresent();
    }

    private static Update load(AppState state) {
        long request = state.nextId();
        return Update.of(state.withLastId(request), new Effect.LoadUpdates(request));
    }

    /** What was kept says nothing; what was just asked for does. */
    private static Update known(AppState state, Event.UpdatesKnown known) {
        boolean asked = asked(state.radar(), known.request());
        if (known.fresh() && !asked) {
            return Update.of(state);
        }
        Radar next = state.radar().with(known.statuses());
        if (!asked) {
            return Update.of(state.withRadar(next));
        }
        AppState done = state.withRadar(next.withCheck(Optional.empty()));
        int moved = next.count(UpdateStatus.State.MOVED);
        return Update.of(done.say(Notice.Severity.DONE,
                moved == 0 ? Text.of("updates.none-moved") : Text.count("updates.moved", moved)));
    }

    /** The list still tells which image had the name until now. */
    private static Update pulled(AppState state, Event.TransferDone done) {
        Optional<ImageRow> before = done.result().fresh()
                ? row(state, done.result().reference().orLatest()) : Optional.empty();
        return before.filter(row -> !row.image().id().equals(done.result().image())).map(row -> {
            long request = state.nextId();
            return Update.of(state.withLastId(request), new Effect.FindRunning(request, row.name(),
                    row.image().id()));
        }).orElse(Update.of(state));
    }
}
