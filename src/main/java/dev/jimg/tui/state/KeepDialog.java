package dev.jimg.tui.state;

import dev.jimg.service.keep.KeepForecast;
import dev.jimg.service.keep.KeepRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the newest images of a repository: the rule as fields, and below them what it would do now, image by image.
 * Enter asks once more, and only {@code y} does it.
 *
 * @param forecast of the rule that is typed; the one before until it is known
 * @param problem why what is typed is no rule
 * @param top the first image in sight
 * @param asking whether it only waits for {@code y}
 */
public record KeepDialog(List<Field> fields, int focus, Loadable<KeepForecast> forecast, Optional<Text> problem,
        int top, boolean asking) implements Dialog {

    private static final int REPOSITORY = 0;
    private static final int NEWEST = 1;
    private static final int PROTECT = 2;
    private static final int DAYS = 3;
    private static final int MOST = 1_000_000;

    public KeepDialog {
        fields = List.copyOf(fields);
    }

    static Update open(AppState state) {
        String repository = state.images().selected().flatMap(ImageRow::tag)
                .map(name -> name.familiarName()).orElse("*");
        List<Field> fields = List.of(Field.text("keep.repository", repository), Field.text("keep.newest", String.valueOf(
                KeepRule.newest(state.preferences().keep(), repository).orElse(KeepRule.USUAL))),
                Field.text("keep.protect", "latest " + KeepRule.RELEASES), Field.text("keep.days", ""));
        KeepDialog dialog = new KeepDialog(fields, 0, Loadable.empty(), Optional.empty(), 0, false);
        return dialog.ask(state.open(dialog));
    }

    /** Whether something would go by the rule as it is typed. */
    public boolean ready() {
        return problem.isEmpty() && !forecast.loading()
                && forecast.value().filter(known -> !known.plan().going().isEmpty()).isPresent();
    }

    @Override
    public Update key(AppState state, String key) {
        if (asking) {
            return switch (key) {
                case "y" -> go(state);
                case "esc", "q", "n" -> Update.of(state.replace(withAsking(false)));
                case "pgup", "up", "k" -> scroll(state, key.equals("pgup") ? -lines(state.size()) : -1);
                case "pgdn", "down", "j" -> scroll(state, key.equals("pgdn") ? lines(state.size()) : 1);
                default -> Update.of(state);
            };
        }
        return switch (key) {
            case "esc" -> Update.of(state.closeDialog(), forecast.loading()
                    ? new Effect[] {new Effect.Forget(forecast.request())} : new Effect[0]);
            case "enter" -> ready() ? Update.of(state.replace(withAsking(true))) : refuse(state);
            case "tab", "down" -> Update.of(state.replace(withFocus(focus + 1)));
            case "shift+tab", "up" -> Update.of(state.replace(withFocus(focus - 1)));
            case "pgup" -> scroll(state, -lines(state.size()));
            case "pgdn" -> scroll(state, lines(state.size()));
            default -> changed(state, fields.get(focus).key(key));
        };
    }

    @Override
    public Update choose(AppState state, int index, boolean twice) {
        return Update.of(asking ? state : state.replace(withFocus(index)));
    }

    /** Through the images, not through the fields. */
    @Override
    public String wheel(boolean up) {
        return up ? "pgup" : "pgdn";
    }

    @Override
    public Update paste(AppState state, String text) {
        return asking ? Update.of(state) : changed(state, fields.get(focus).paste(text));
    }

    @Override
    public Dialog on(Event event) {
        if (event instanceof Event.KeepPlanned planned && forecast.awaits(planned.request())) {
            return new KeepDialog(fields, focus, forecast.answer(planned.request(), planned.forecast()), problem, 0,
                    false);
        }
        if (event instanceof Event.RequestFailed failed && forecast.awaits(failed.request())) {
            return new KeepDialog(fields, focus, forecast.fail(failed.request(), failed.failure()), problem, 0, false);
        }
        return this;
    }

    @Override
    public List<Hint> hints() {
        if (asking) {
            return List.of(new Hint("y", "keep.do"), new Hint("esc", "dialog.back"));
        }
        List<Hint> hints = new ArrayList<>();
        if (ready()) {
            hints.add(new Hint("enter", "action.remove"));
        }
        hints.add(new Hint("tab", "form.next"));
        hints.add(new Hint("pgdn", "keep.scroll"));
        hints.add(new Hint("esc", "dialog.cancel"));
        return hints;
    }

    /** Images that can be seen at once on a screen, below the fields that are shown on it. */
    public static int lines(ScreenSize size) {
        return Math.max(1, Math.min(14, size.rows() - (compact(size) ? 7 : 14)));
    }

    /** Whether there is room for one field only. */
    public static boolean compact(ScreenSize size) {
        return size.rows() < 18;
    }

    private Update changed(AppState state, Field field) {
        List<Field> next = new ArrayList<>(fields);
        next.set(focus, field);
        KeepDialog typed = new KeepDialog(next, focus, forecast, problem, top, false);
        boolean same = field.value().equals(fields.get(focus).value());
        return same ? Update.of(state.replace(typed)) : typed.ask(state);
    }

    /** Asks what the rule would do, if it is one. */
    private Update ask(AppState state) {
        Optional<Text> wrong = wrong();
        if (wrong.isPresent()) {
            return Update.of(state.replace(new KeepDialog(fields, focus, forecast, wrong, top, false)));
        }
        long request = state.nextId();
        return Update.of(state.withLastId(request).replace(
                new KeepDialog(fields, focus, forecast.ask(request), Optional.empty(), top, false)),
                new Effect.PlanKeep(request, rule(), state.now()));
    }

    private Optional<Text> wrong() {
        if (fields.get(REPOSITORY).value().isEmpty()) {
            return Optional.of(Text.of("keep.no-repository"));
        }
        boolean numbers = number(NEWEST).isPresent() && (fields.get(DAYS).value().isEmpty() || number(DAYS).isPresent());
        return numbers ? Optional.empty() : Optional.of(Text.of("keep.no-number"));
    }

    private Optional<Integer> number(int field) {
        String text = fields.get(field).value();
        return text.matches("\\d{1,7}") && Integer.parseInt(text) <= MOST ? Optional.of(Integer.parseInt(text))
                : Optional.empty();
    }

    private KeepRule rule() {
        return new KeepRule(words(REPOSITORY), number(NEWEST).orElseThrow(), words(PROTECT),
                number(DAYS).map(days -> Duration.ofDays(days)), Map.of());
    }

    private List<String> words(int field) {
        return Arrays.stream(fields.get(field).value().split("[ ,]+")).filter(word -> !word.isEmpty()).toList();
    }

    private Update go(AppState state) {
        KeepForecast known = forecast.value().orElseThrow();
        return Update.of(state.closeDialog().say(Notice.Severity.INFO,
                Text.count("prune.working", known.plan().going().size())), new Effect.Keep(known.plan()));
    }

    private Update refuse(AppState state) {
        return Update.of(state.say(Notice.Severity.INFO, problem.orElse(
                Text.of(forecast.loading() ? "remove.wait" : "prune.nothing"))));
    }

    private Update scroll(AppState state, int step) {
        int count = forecast.value().map(known -> known.plan().rows().size()).orElse(0);
        int next = Math.max(0, Math.min(top + step, count - lines(state.size())));
        return Update.of(state.replace(new KeepDialog(fields, focus, forecast, problem, next, asking)));
    }

    private KeepDialog withFocus(int value) {
        return new KeepDialog(fields, Math.floorMod(value, fields.size()), forecast, problem, top, false);
    }

    private KeepDialog withAsking(boolean value) {
        return new KeepDialog(fields, focus, forecast, problem, top, value);
    }
}
