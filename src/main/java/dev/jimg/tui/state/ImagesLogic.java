package dev.jimg.tui.state;

import dev.jimg.service.BackendInfo;
import dev.jimg.service.DiskUsage;
import dev.jimg.service.ImageSummary;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What keys and answers do to the image list. */
final class ImagesLogic {

    private ImagesLogic() {}

    static Update perform(AppState state, Action action) {
        ImagesPane pane = state.images();
        return switch (action) {
            case PULL -> PullLogic.open(state);
            case FILTER -> Update.of(state.withImages(pane.withLine(pane.filter(), true)));
            case MARK -> mark(state);
            case MARK_RANGE -> Update.of(state.withImages(pane.marks().anchor().isPresent() ? pane.settled()
                    : pane.withMarks(pane.marks().startRange(pane.cursor().index()))));
            case MARK_ALL -> Update.of(state.withImages(
                    pane.withMarks(pane.settled().marks().toggleAll(pane.shown()))));
            case SORT_NEXT -> sort(state, pane.order().next(state.preferences().columns()));
            case SORT_NAME -> sort(state, pane.order().by(ImageColumn.REPOSITORY));
            case SORT_SIZE -> sort(state, pane.order().by(ImageColumn.SIZE));
            case SORT_CREATED -> sort(state, pane.order().by(ImageColumn.CREATED));
            case TREE -> DetailLogic.follow(state.withImages(pane.withTree(!pane.tree(), height(state))));
            case COLUMNS -> Update.of(state.open(ColumnsDialog.of(state)));
            case OWN_COMMANDS -> Update.of(state.open(OwnCommandsDialog.of(state)));
            case TAG -> several(pane) ? BulkNamesDialog.open(state, BulkNamesDialog.Kind.TAG, pane.chosen())
                    : pane.selected().map(row -> Update.of(state.open(TagDialog.of(row, state))))
                    .orElse(Update.of(state));
            case PUSH -> several(pane) ? BulkDialog.open(state, BulkDialog.Kind.PUSH, pane.chosen())
                    : form(state, PushForm::new);
            case VERIFY -> check(state, pane.chosen(), BulkDialog.Kind.VERIFY);
            case REPAIR -> check(state, pane.chosen().stream().filter(row -> !row.image().health().good()).toList(),
                    BulkDialog.Kind.REPAIR);
            case RUN -> form(state, RunForm::new);
            case SAVE -> pane.chosen().isEmpty() ? Update.of(state) : FormDialog.open(state, new SaveForm(pane.chosen()));
            case COPY -> pane.selected().map(row -> CopyDialog.open(state, row)).orElse(Update.of(state));
            case COPY_TO -> several(pane) ? BulkNamesDialog.open(state, BulkNamesDialog.Kind.COPY, pane.chosen())
                    : FormDialog.open(state, new CopyForm(pane.selected().map(ImageRow::target).orElse("")));
            case DIFF -> DiffForm.open(state);
            case REMOVE -> RemoveDialog.open(state.withImages(pane.settled()), pane.chosen());
            case INSPECT -> AppLogic.focus(state, Pane.DETAIL).then(s -> DetailLogic.show(s, DetailTab.INSPECT));
            case USED_BY -> AppLogic.focus(state, Pane.DETAIL).then(s -> DetailLogic.show(s, DetailTab.USED_BY));
            case OPEN -> AppLogic.focus(state, Pane.DETAIL).then(s -> DetailLogic.show(s, DetailTab.LAYERS));
            default -> Update.of(state);
        };
    }

    private static boolean several(ImagesPane pane) {
        return !pane.marks().isEmpty() && pane.chosen().size() > 1;
    }

    /** One is read or mended at once, for nothing is lost by it; of several it is said first which they are. */
    private static Update check(AppState state, List<ImageRow> rows, BulkDialog.Kind kind) {
        if (rows.isEmpty()) {
            return Update.of(state);
        }
        return rows.size() == 1 ? TransfersLogic.start(state, Job.Verify.of(rows, kind == BulkDialog.Kind.REPAIR))
                : BulkDialog.open(state, kind, rows);
    }

    private static Update form(AppState state, Function<ImageRow, Form> form) {
        return state.images().selected().map(row -> FormDialog.open(state, form.apply(row))).orElse(Update.of(state));
    }

    /** While the filter is typed, the list follows letter by letter, and the arrows still move in it. */
    static Update type(AppState state, String key) {
        ImagesPane pane = state.images();
        return switch (key) {
            case "enter" -> Update.of(state.withImages(pane.withLine(pane.filter(), false)));
            case "esc", "ctrl+c" -> filter(state, LineEdit.EMPTY, false);
            case "up" -> move(state, Action.UP);
            case "down" -> move(state, Action.DOWN);
            case "pgup" -> move(state, Action.PAGE_UP);
            case "pgdn" -> move(state, Action.PAGE_DOWN);
            case "backspace" -> filter(state, pane.filter().key(key), !pane.filter().text().isEmpty());
            default -> LineEdit.takes(key) ? filter(state, pane.filter().key(key), true) : Update.of(state);
        };
    }

    static Update paste(AppState state, String text) {
        return filter(state, state.images().filter().paste(text), true);
    }

    static Update move(AppState state, Action action) {
        ImagesPane pane = state.images();
        int count = pane.shown().size();
        ListCursor cursor = Reducer.moved(pane.cursor(), action, count, height(state)).fit(count, height(state));
        return cursor.equals(pane.cursor()) ? Update.of(state) : DetailLogic.follow(state.withImages(
                pane.withCursor(cursor).withWanted(Optional.empty())));
    }

    /** Moves the cursor by some rows. */
    static Update select(AppState state, int delta) {
        ImagesPane pane = state.images();
        ListCursor cursor = pane.cursor().move(delta, pane.shown().size(), height(state));
        return DetailLogic.follow(state.withImages(pane.withCursor(cursor).withWanted(Optional.empty())));
    }

    /** Takes back the latest of: a range being marked, the filter, the marks. Empty if there is nothing of it. */
    static Optional<Update> back(AppState state) {
        ImagesPane pane = state.images();
        if (pane.marks().anchor().isPresent()) {
            return Optional.of(Update.of(state.withImages(pane.withMarks(pane.marks().dropRange()))));
        }
        if (!pane.filter().text().isEmpty()) {
            return Optional.of(filter(state, LineEdit.EMPTY, false));
        }
        return pane.marks().isEmpty() ? Optional.empty()
                : Optional.of(Update.of(state.withImages(pane.withMarks(Marks.NONE))));
    }

    static Update on(AppState state, Event event) {
        if (event instanceof Event.ImagesListed listed) {
            return listed(state, listed);
        }
        if (event instanceof Event.ImagesMeasured measured) {
            return Update.of(state.withUsage(state.usage().answer(measured.request(), measured.usage())));
        }
        if (event instanceof Event.RequestFailed failed && state.usage().awaits(failed.request())) {
            return Update.of(unmeasured(state, failed));
        }
        if (event instanceof Event.RequestFailed failed && state.images().images().awaits(failed.request())) {
            ImagesPane pane = state.images();
            AppState next = state.withImages(
                    pane.withImages(pane.images().fail(failed.request(), failed.failure())).withOutdated(false));
            return Update.of(next.say(failed.failure()));
        }
        if (event instanceof Event.BackendFailed failed) {
            ImagesPane pane = state.images();
            return Update.of(state.withImages(pane.withImages(new Loadable<>(pane.images().value(), 0,
                    Optional.of(failed.failure())))));
        }
        if (event instanceof Event.ColumnsDrawn drawn) {
            return askedMore(state, state.withImages(state.images().withUniqueSeen(drawn.unique())));
        }
        if (event instanceof Event.ImagesChanged) {
            return changed(state);
        }
        if (event instanceof Event.Tagged tagged) {
            AppState said = state.say(Notice.Severity.DONE,
                    Text.of("undo.hint", Text.of("tag.done", tagged.image(), tagged.target().familiar())));
            return reload(said.withImages(said.images().withWanted(Optional.of(tagged.target().familiar()))));
        }
        if (event instanceof Event.TaggedAll tagged) {
            return reload(BatchLogic.said(state, "tag", tagged.done(), tagged.failures()));
        }
        return RemovalLogic.on(state, event);
    }

    /** Asks for the list again; the old one stays until the new one is here. */
    static Update reload(AppState state) {
        long request = state.nextId();
        Loadable<List<ImageSummary>> before = state.images().images();
        // What is stale stays so until there is an answer.
        Loadable<List<ImageSummary>> asked = state.images().stale()
                ? new Loadable<>(before.value(), request, before.failure()) : before.ask(request);
        ImagesPane pane = state.images().withImages(asked).withOutdated(false);
        return Update.of(state.withLastId(request).withImages(pane), new Effect.ListImages(request, unique(state)));
    }

    /**
     * One question at a time: if changes came faster than answers, asking anew at each of them would make every answer
     * stale, and the list would never move.
     */
    private static Update changed(AppState state) {
        return state.images().images().loading()
                ? Update.of(state.withImages(state.images().withOutdated(true))) : reload(state);
    }

    private static Update listed(AppState state, Event.ImagesListed listed) {
        ImagesPane before = state.images();
        if (!before.images().awaits(listed.request())) {
            return Update.of(state);
        }
        Loadable<List<ImageSummary>> images = before.images().answer(listed.request(), listed.images());
        ImagesPane pane = before.withImages(images).withRows(ImageRow.of(listed.images()), height(state))
                .withWanted(Optional.empty());
        AppState said = before.stale() ? state.say(Notice.Severity.DONE, Text.of("images.back")) : state;
        // What the detail could not be told while nobody answered is asked for again.
        AppState next = problems(said.withImages(pane), listed.problems());
        Update shown = (before.stale() ? DetailLogic.reload(next) : DetailLogic.follow(next)).then(ImagesLogic::measure);
        return before.outdated() ? shown.then(ImagesLogic::reload) : shown;
    }

    /** Each is told once: the list is asked for again and again. */
    private static AppState problems(AppState state, List<String> problems) {
        AppState next = state;
        for (String problem : problems) {
            Text text = Text.of("images.problem", new Said(problem));
            if (state.log().stream().noneMatch(notice -> notice.text().equals(text))) {
                next = next.say(Notice.Severity.ERROR, text);
            }
        }
        return next;
    }

    /** The list does not wait for what it takes on the disk. */
    private static Update measure(AppState state) {
        long request = state.nextId();
        // That it failed is forgotten when it succeeds.
        Loadable<DiskUsage> asked = new Loadable<>(state.usage().value(), request, state.usage().failure());
        return Update.of(state.withLastId(request).withUsage(asked),
                new Effect.MeasureImages(request));
    }

    /** A figure that stays away is told of once, not at every change of the list. */
    private static AppState unmeasured(AppState state, Event.RequestFailed failed) {
        AppState next = state.withUsage(state.usage().fail(failed.request(), failed.failure()));
        return state.usage().failure().isPresent() ? next : next.say(failed.failure());
    }

    private static Update mark(AppState state) {
        ImagesPane pane = state.images().settled();
        if (state.images().marks().anchor().isPresent() || pane.selected().isEmpty()) {
            return Update.of(state.withImages(pane));
        }
        AppState marked = state.withImages(pane.withMarks(pane.marks().toggle(pane.selected().get().key())));
        return move(marked, Action.DOWN);
    }

    static Update sort(AppState state, ImageOrder order) {
        AppState sorted = state.withImages(state.images().withOrder(order, height(state)));
        return DetailLogic.follow(sorted).then(s -> askedMore(state, s));
    }

    /** Whether somebody looks at what only one image needs, which an engine must reckon and the store knows. */
    private static boolean unique(AppState state) {
        boolean free = state.backend().filter(info -> info.kind() == BackendInfo.Kind.STORE).isPresent();
        return free || state.images().uniqueSeen() || state.images().order().column() == ImageColumn.UNIQUE;
    }

    /** Asks for the list again where more is wanted of it than before. */
    private static Update askedMore(AppState before, AppState now) {
        return unique(now) && !unique(before) && now.backend().isPresent() ? reload(now) : Update.of(now);
    }

    static Update filter(AppState state, LineEdit line, boolean typing) {
        ImagesPane pane = state.images();
        // Moving the caret, which every key of a line may do, keeps the rows as they are.
        boolean same = line.text().equals(pane.filter().text());
        AppState next = state.withImages(same ? pane.withLine(line, typing)
                : pane.withFilter(line, typing, height(state)));
        return same ? Update.of(next) : DetailLogic.follow(next);
    }

    /** Lines for images, the header not counted; while the pane is not on the screen, what it would have alone. */
    static int height(AppState state) {
        int inner = state.height(Pane.IMAGES);
        return Math.max(1, (inner > 0 ? inner : state.size().rows() - 5) - 1);
    }
}
