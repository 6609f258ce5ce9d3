package dev.jimg.tui.state;

import dev.jimg.service.BackendInfo;
import dev.jimg.service.DiskUsage;
import dev.jimg.service.Failure;
import dev.jimg.service.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that the screen knows. The loop alone holds it, and replaces it event by event.
 *
 * @param backend empty until the service is open
 * @param usage of the images; the one before stays until it is measured again
 * @param emphasis how much of the screen the focused pane takes, see {@link Layout}
 * @param dialogs the open dialogs, the topmost last; the topmost gets the keys
 * @param notice what the status bar says, until the next key
 * @param log everything it said, the oldest first, bounded
 * @param now the time of the event being applied
 * @param lastId the last number given to a request or transfer
 * @param askedAt since when the backend owes an answer about its images; empty while it owes none
 * @param visited where the app has been, the place where it is last
 * @param preferences what the settings say
 * @param radar which names moved in their registries
 */
public record AppState(ScreenSize size, Optional<BackendInfo> backend, Loadable<DiskUsage> usage, Pane focus,
        int emphasis, ImagesPane images, SearchPane search, DetailPane detail, TransfersPane transfers,
        List<Dialog> dialogs, Optional<Notice> notice, List<Notice> log, PaletteHistory history, Instant now,
        long lastId, Optional<Instant> askedAt,
        List<Place> visited, Preferences preferences, Radar radar) {

    private static final int LOG_LIMIT = 500;

    /** In seconds; an engine that has much to count may take a few. */
    private static final long PATIENCE = 5;

    public AppState {
        dialogs = List.copyOf(dialogs);
        log = List.copyOf(log);
        visited = List.copyOf(visited);
    }

    public static AppState start(ScreenSize size, Instant now) {
        return new AppState(size, Optional.empty(), Loadable.empty(), Pane.IMAGES, 0, ImagesPane.EMPTY,
                SearchPane.EMPTY, DetailPane.EMPTY, TransfersPane.EMPTY, List.of(), Optional.empty(), List.of(),
                PaletteHistory.EMPTY, now, 0, Optional.empty(), List.of(), Preferences.DEFAULT, Radar.EMPTY);
    }

    public Layout layout() {
        return Layout.of(size, focus, emphasis, transfers.lineCount());
    }

    /** Rows that a pane's list can show now. */
    public int height(Pane pane) {
        return layout().rect(pane).innerHeight();
    }

    public Optional<Dialog> dialog() {
        return dialogs.isEmpty() ? Optional.empty() : Optional.of(dialogs.get(dialogs.size() - 1));
    }

    /** A number for the next request or transfer; take {@link #withLastId} along. */
    public long nextId() {
        return lastId + 1;
    }

    public AppState open(Dialog dialog) {
        List<Dialog> more = new ArrayList<>(dialogs);
        more.add(dialog);
        return withDialogs(more);
    }

    /** Puts another dialog, or another state of the same one, in the place of the topmost. */
    public AppState replace(Dialog dialog) {
        return closeDialog().open(dialog);
    }

    public AppState closeDialog() {
        return dialogs.isEmpty() ? this : withDialogs(dialogs.subList(0, dialogs.size() - 1));
    }

    /** Says something in the status bar and in the log. */
    public AppState say(Notice.Severity severity, Text text) {
        return say(new Notice(now, severity, text, Optional.empty()));
    }

    /** As the settings want it to begin. */
    public static AppState start(ScreenSize size, Instant now, Preferences preferences) {
        AppState plain = start(size, now).withPreferences(preferences);
        return plain.withImages(plain.images().withOrder(preferences.order(), 1).withTree(preferences.tree(), 1));
    }

    public AppState say(Failure failure) {
        return say(new Notice(now, Notice.Severity.ERROR, FailureText.whole(failure),
                Optional.of(failure)));
    }

    /** Says something of which a failure is a part. */
    AppState say(Text text, Failure failure) {
        return say(new Notice(now, Notice.Severity.ERROR, text, Optional.of(failure)));
    }

    /** For how many seconds an engine owes an answer, once that is too long; else 0. */
    public long silence() {
        boolean engine = backend.filter(info -> info.kind() != BackendInfo.Kind.STORE).isPresent();
        long seconds = engine ? askedAt.map(since -> Duration.between(since, now).toSeconds()).orElse(0L) : 0;
        return seconds >= PATIENCE ? seconds : 0;
    }

    /** After an event: whether something is owed still, and since when. An answer to anything is a sign of life. */
    AppState owed(boolean answered) {
        boolean owing = images.images().loading() || detail.layers().rows().loading()
                || detail.inspect().details().loading() || detail.usedBy().containers().loading();
        Optional<Instant> since = !owing ? Optional.empty() : answered ? Optional.of(now)
                : askedAt.or(() -> Optional.of(now));
        return since.equals(askedAt) ? this : new AppState(size, backend, usage, focus, emphasis, images, search,
                detail, transfers, dialogs, notice, log, history, now, lastId, since, visited, preferences, radar);
    }

    public AppState withSize(ScreenSize value) {
        return new AppState(value, backend, usage, focus, emphasis, images, search, detail, transfers, dialogs,
                notice, log, history, now, lastId, askedAt, visited, preferences, radar);
    }

    public AppState withBackend(BackendInfo value) {
        return new AppState(size, Optional.of(value), usage, focus, emphasis, images, search, detail, transfers,
                dialogs, notice, log, history, now, lastId, askedAt, visited(value), preferences, radar);
    }

    /** In another place: what was shown of the one before is gone, the order and the tab stay. */
    AppState elsewhere(BackendInfo value) {
        ImagesPane fresh = new ImagesPane(Loadable.empty(), false, Optional.empty(), List.of(), NameWidths.NONE,
                List.of(), ListCursor.START, Marks.NONE, images.order(), LineEdit.EMPTY, false, images.tree(),
                Filter.NONE, images.uniqueSeen());
        return new AppState(size, Optional.of(value), Loadable.empty(), focus, emphasis, fresh, search,
                DetailPane.EMPTY.withTab(detail.imageTab()), transfers, dialogs, notice, log, history, now, lastId,
                Optional.empty(), visited(value), preferences, radar);
    }

    public AppState withUsage(Loadable<DiskUsage> value) {
        return new AppState(size, backend, value, focus, emphasis, images, search, detail, transfers,
                dialogs, notice, log, history, now, lastId, askedAt, visited, preferences, radar);
    }

    public AppState withFocus(Pane value) {
        return new AppState(size, backend, usage, value, emphasis, images, search, detail, transfers, dialogs, notice,
                log, history, now, lastId, askedAt, visited, preferences, radar);
    }

    public AppState withEmphasis(int value) {
        return new AppState(size, backend, usage, focus, value, images, search, detail, transfers, dialogs, notice,
                log, history, now, lastId, askedAt, visited, preferences, radar);
    }

    public AppState withImages(ImagesPane value) {
        return new AppState(size, backend, usage, focus, emphasis, value, search, detail, transfers, dialogs, notice,
                log, history, now, lastId, askedAt, visited, preferences, radar);
    }

    public AppState withSearch(SearchPane value) {
        return new AppState(size, backend, usage, focus, emphasis, images, value, detail, transfers, dialogs, notice,
                log, history, now, lastId, askedAt, visited, preferences, radar);
    }

    public AppState withDetail(DetailPane value) {
        return new AppState(size, backend, usage, focus, emphasis, images, search, value, transfers, dialogs, notice,
                log, history, now, lastId, askedAt, visited, preferences, radar);
    }

    public AppState withTransfers(TransfersPane value) {
        return new AppState(size, backend, usage, focus, emphasis, images, search, detail, value, dialogs, notice,
                log, history, now, lastId, askedAt, visited, preferences, radar);
    }

    public AppState withDialogs(List<Dialog> value) {
        return new AppState(size, backend, usage, focus, emphasis, images, search, detail, transfers, value, notice,
                log, history, now, lastId, askedAt, visited, preferences, radar);
    }

    public AppState withoutNotice() {
        return notice.isEmpty() ? this : new AppState(size, backend, usage, focus, emphasis, images, search, detail,
                transfers, dialogs, Optional.empty(), log, history, now, lastId, askedAt, visited, preferences, radar);
    }

    public AppState withHistory(PaletteHistory value) {
        return new AppState(size, backend, usage, focus, emphasis, images, search, detail, transfers, dialogs, notice,
                log, value, now, lastId, askedAt, visited, preferences, radar);
    }

    public AppState withNow(Instant value) {
        return new AppState(size, backend, usage, focus, emphasis, images, search, detail, transfers, dialogs, notice,
                log, history, value, lastId, askedAt, visited, preferences, radar);
    }

    public AppState withLastId(long value) {
        return new AppState(size, backend, usage, focus, emphasis, images, search, detail, transfers, dialogs, notice,
                log, history, now, value, askedAt, visited, preferences, radar);
    }

    public AppState withPreferences(Preferences value) {
        return new AppState(size, backend, usage, focus, emphasis, images, search, detail, transfers, dialogs, notice,
                log, history, now, lastId, askedAt, visited, value, radar);
    }

    /** When registries are to be asked by themselves; empty if not at all, or not yet. */
    public Optional<Instant> nextCheck() {
        return images.rows().isEmpty() ? Optional.empty() : radar.due(preferences.updateHours());
    }

    public AppState withRadar(Radar value) {
        return new AppState(size, backend, usage, focus, emphasis, images, search, detail, transfers, dialogs, notice,
                log, history, now, lastId, askedAt, visited, preferences, value);
    }

    private List<Place> visited(BackendInfo now) {
        List<Place> more = new ArrayList<>(visited);
        Place place = Place.of(now);
        more.remove(place);
        more.add(place);
        return more;
    }

    private AppState say(Notice said) {
        List<Notice> longer = new ArrayList<>(log.subList(Math.max(0, log.size() - LOG_LIMIT + 1), log.size()));
        longer.add(said);
        return new AppState(size, backend, usage, focus, emphasis, images, search, detail, transfers, dialogs,
                Optional.of(said), longer, history, now, lastId, askedAt, visited, preferences, radar);
    }
}
