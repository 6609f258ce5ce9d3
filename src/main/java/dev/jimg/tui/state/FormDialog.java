package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A few fields to fill in.
 *
 * @param focus the field that gets the keys
 * @param problem why it could not be sent as it was
 * @param offers what the focused field may become
 * @param checking the request that its paths are looked at by, until something else is typed
 */
public record FormDialog(Form form, List<Field> fields, int focus, Optional<Text> problem, Offers offers,
        OptionalLong checking) implements Dialog {

    public FormDialog {
        fields = List.copyOf(fields);
    }

    private FormDialog(Form form, List<Field> fields, int focus, Optional<Text> problem, Offers offers) {
        this(form, fields, focus, problem, offers, OptionalLong.empty());
    }

    static Update open(AppState state, Form form) {
        return Update.of(state.open(new FormDialog(form, form.fields(), form.first(), Optional.empty(),
                Offers.NONE)));
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "esc" -> Update.of(state.closeDialog());
            case "enter" -> send(state);
            case "tab" -> complete(state);
            case "down" -> move(state, 1);
            case "shift+tab", "up" -> move(state, -1);
            default -> changed(state, fields.get(focus).key(key));
        };
    }

    @Override
    public Update choose(AppState state, int index, boolean twice) {
        return move(state, index - focus);
    }

    @Override
    public Update paste(AppState state, String text) {
        return changed(state, fields.get(focus).paste(text));
    }

    @Override
    public List<Hint> hints() {
        List<Hint> hints = new ArrayList<>(List.of(new Hint("enter", form.verb())));
        LineEdit line = fields.get(focus).line();
        if (fields.get(focus).completes() != Field.Completes.NOTHING && !line.suggested() && !line.text().isBlank()) {
            hints.add(new Hint("tab", "palette.complete"));
        } else if (fields.size() > 1) {
            hints.add(new Hint("tab", "form.next"));
        }
        if (fields.get(focus).isChoice()) {
            hints.add(new Hint("space", "form.other"));
        }
        hints.add(new Hint("esc", "dialog.cancel"));
        return hints;
    }

    private Update send(AppState state) {
        List<String> values = values();
        Optional<Text> wrong = form.problem(values);
        if (wrong.isPresent()) {
            return Update.of(state.replace(new FormDialog(form, fields, focus, wrong, offers)));
        }
        List<PathWish> paths = form.paths(values);
        if (paths.isEmpty()) {
            return form.send(state.closeDialog(), values);
        }
        long request = state.nextId();
        return Update.of(state.withLastId(request).replace(new FormDialog(form, fields, focus, Optional.empty(), offers,
                OptionalLong.of(request))), new Effect.CheckPaths(request, paths));
    }

    /** Its paths were looked at: it is sent, or stays open where one of them is not good. */
    static Update checked(AppState state, Event.PathsChecked answer) {
        Optional<FormDialog> waiting = state.dialog().filter(FormDialog.class::isInstance).map(FormDialog.class::cast)
                .filter(dialog -> dialog.checking.equals(OptionalLong.of(answer.request())));
        return waiting.map(dialog -> dialog.checked(state, answer.flaw())).orElse(Update.of(state));
    }

    private Update checked(AppState state, Optional<PathWish.Flaw> flaw) {
        return flaw.isEmpty() ? form.send(state.closeDialog(), values()) : Update.of(state.replace(new FormDialog(form,
                fields, flaw.get().field(), Optional.of(flaw.get().why()), Offers.NONE)));
    }

    private List<String> values() {
        return fields.stream().map(Field::value).toList();
    }

    private Update move(AppState state, int step) {
        int next = Math.floorMod(focus + step, fields.size());
        return Update.of(state.replace(new FormDialog(form, fields, next, problem, Offers.NONE)));
    }

    /** Puts in what is sure, then one after the other of what is not; goes on where there is nothing to put in. */
    private Update complete(AppState state) {
        Field field = fields.get(focus);
        if (!offers.shown().isEmpty()) {
            return choose(state, offers.shown(), (offers.chosen() + 1) % offers.shown().size());
        }
        List<String> candidates = offers.candidates(state, field);
        String text = field.line().text();
        if (candidates.isEmpty() || candidates.equals(List.of(text))) {
            return move(state, 1);
        }
        String common = Offers.common(candidates);
        return common.length() > text.length() ? changed(state, field.withText(common)) : choose(state, candidates, 0);
    }

    private Update choose(AppState state, List<String> among, int which) {
        return Update.of(state.replace(new FormDialog(form, with(fields.get(focus).withText(among.get(which))), focus,
                Optional.empty(), offers.choosing(among, which))));
    }

    private Update changed(AppState state, Field field) {
        List<Field> changed = with(field);
        boolean typed = field.completes().path() && !field.line().suggested() && !field.line().text().isBlank();
        String directory = Offers.directory(field.line().text(), field, changed.get(0).value());
        if (!typed || offers.directory().equals(Optional.of(directory))) {
            return Update.of(state.replace(new FormDialog(form, changed, focus, Optional.empty(),
                    offers.choosing(List.of(), -1))));
        }
        long request = state.nextId();
        return Update.of(state.withLastId(request).replace(new FormDialog(form, changed, focus, Optional.empty(),
                offers.asking(directory, request))), new Effect.ListDirectory(request, directory));
    }

    @Override
    public Dialog on(Event event) {
        return new FormDialog(form, fields, focus, problem, offers.on(event), checking);
    }

    private List<Field> with(Field field) {
        List<Field> changed = new ArrayList<>(fields);
        changed.set(focus, field);
        return changed;
    }
}
