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
        return check(state, true);
    }

    private static Update check(AppState state, boolean wanted) {
        if (state.radar().check().isPresent()) {
            return Update.of(state);
        }
        long request = state.nextId();
        Radar asking = state.radar().begin(new Radar.Check(request, 0, 0, wanted), state.now());
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
            return shown(state.withRadar(radar.among(state.images().rows()))).then(RadarLogic::byItself);
        }
        if (event instanceof Event.Ticked || event instanceof Event.SettingsRead) {
            return byItself(state);
        }
        if (event instanceof Event.AllowanceHeard heard) {
            return Update.of(state.withRadar(radar.withAllowance(heard.allowance())));
        }
        if (event instanceof Event.UpdateHeard heard && asked(radar, heard.request())) {
            Radar moved = heard.status().moved() ? radar.with(List.of(heard.status())) : radar;
            return shown(state.withRadar(moved.withCheck(Optional.of(new Radar.Check(heard.request(), heard.done(),
                    heard.total(), radar.check().get().wanted())))));
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

    /**
     * What was kept says nothing; what a person just asked for does, and that something has moved. What could not be
     * checked is told to who asked: the silence of a registry is no good news.
     */
    private static Update known(AppState state, Event.UpdatesKnown known) {
        Radar before = state.radar();
        if (!known.fresh()) {
            return shown(state.withRadar(before.with(known.statuses()).withLoaded())).then(RadarLogic::byItself);
        }
        if (!asked(before, known.request())) {
            return Update.of(state);
        }
        Radar next = before.with(known.statuses()).withCheck(Optional.empty());
        return shown(tell(state.withRadar(next), known.statuses(), before.check().get().wanted()));
    }

    private static AppState tell(AppState state, List<UpdateStatus> statuses, boolean wanted) {
        int moved = state.radar().count(UpdateStatus.State.MOVED);
        List<UpdateStatus> unchecked = statuses.stream()
                .filter(status -> status.state() == UpdateStatus.State.UNKNOWN).toList();
        if (wanted && !unchecked.isEmpty()) {
            Text said = moved == 0 ? Text.count("updates.unchecked", unchecked.size())
                    : Text.count("updates.moved-unchecked", unchecked.size(), moved);
            return unchecked.stream().flatMap(status -> status.why().stream()).findFirst()
                    .map(why -> state.say(said, why)).orElseGet(() -> state.say(Notice.Severity.ERROR, said));
        }
        if (moved == 0) {
            return wanted ? state.say(Notice.Severity.DONE, Text.of("updates.none-moved")) : state;
        }
        return state.say(Notice.Severity.DONE, Text.count("updates.moved", moved));
    }

    /** Asks again, where the settings want that and it is time. */
    private static Update byItself(AppState state) {
        boolean time = state.nextCheck().filter(due -> !state.now().isBefore(due)).isPresent();
        return time ? check(state, false) : Update.of(state);
    }

    /** The rows of the list know how each of them stands, for the filter and the order want to. */
    private static Update shown(AppState state) {
        List<ImageRow> rows = new ArrayList<>(state.images().rows().size());
        boolean changed = false;
        for (ImageRow row : state.images().rows()) {
            ImageRow next = row.withUpdate(state.radar().state(row));
            changed |= next != row;
            rows.add(next);
        }
        return changed ? DetailLogic.follow(state.withImages(state.images().withRows(rows, ImagesLogic.height(state))))
                : Update.of(state);
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
