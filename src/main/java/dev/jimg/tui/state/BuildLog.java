package dev.jimg.tui.state;

import dev.jimg.service.build.BuildEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a build writes, step by step. A step is one line, and below it what it wrote while it is open: by itself only the
 * last one is, for the others are done.
 *
 * @param follow the end is in sight, and stays so
 */
public record BuildLog(List<Step> steps, ListCursor cursor, boolean follow) {

    public static final BuildLog EMPTY = new BuildLog(List.of(), ListCursor.START, true);

    /**
     * One instruction of the Dockerfile.
     *
     * @param index from 1; 0 is what is written before the first step
     * @param total 0 if not known
     * @param chosen whether the person wants it open; empty for whoever has no wish
     */
    public record Step(int index, int total, String instruction, Scrollback text, Optional<Boolean> chosen) {

        private Step withText(Scrollback value) {
            return new Step(index, total, instruction, value, chosen);
        }

        private Step withChosen(boolean value) {
            return new Step(index, total, instruction, text, Optional.of(value));
        }
    }

    /** One row: a step, or a line of what it wrote. */
    public record Row(Step step, int line) {
        public boolean head() {
            return line < 0;
        }
    }

    public BuildLog {
        steps = List.copyOf(steps);
    }

    BuildLog begin(int index, int total, String instruction) {
        List<Step> more = new ArrayList<>(steps);
        more.add(new Step(index, total, instruction, Scrollback.EMPTY, Optional.empty()));
        return new BuildLog(more, cursor, follow).kept(this);
    }

    /** More of what a step wrote; without a step to write it, it stands before the first. */
    BuildLog append(int step, String text) {
        List<Step> changed = new ArrayList<>(steps);
        for (int i = changed.size() - 1; i >= 0; i--) {
            if (changed.get(i).index() == step) {
                changed.set(i, changed.get(i).withText(changed.get(i).text().append(text)));
                return new BuildLog(changed, cursor, follow);
            }
        }
        changed.add(0, new Step(step, 0, "", Scrollback.EMPTY.append(text), Optional.empty()));
        return new BuildLog(changed, cursor, follow);
    }

    /** What a build said, in its order. What a step wrote is added as one: each time costs as much as all that is there. */
    BuildLog heard(List<BuildEvent> said) {
        BuildLog log = this;
        StringBuilder wrote = new StringBuilder();
        for (BuildEvent event : said) {
            if (event instanceof BuildEvent.Step step) {
                log = log.wrote(wrote).begin(step.index(), step.total(), step.instruction());
                wrote.setLength(0);
            } else if (event instanceof BuildEvent.Output output) {
                wrote.append(output.text());
            }
        }
        return log.wrote(wrote);
    }

    private BuildLog wrote(CharSequence text) {
        int last = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).index();
        return text.isEmpty() ? this : append(last, text.toString());
    }

    /** Why the build failed, below the step that was under way. */
    BuildLog failed(String why) {
        if (steps.isEmpty()) {
            return append(0, why + "\n");
        }
        Step last = steps.get(steps.size() - 1);
        String before = last.text().atLineStart() ? "" : "\n";
        return append(last.index(), before + why + "\n");
    }

    public boolean open(Step step) {
        return step.index() == 0 || step.chosen().orElse(step.equals(steps.get(steps.size() - 1)));
    }

    public int count() {
        int count = 0;
        for (Step step : steps) {
            count += rows(step);
        }
        return count;
    }

    public Optional<Row> row(int index) {
        int at = index;
        for (Step step : steps) {
            int rows = rows(step);
            if (at < rows) {
                return Optional.of(new Row(step, step.index() == 0 ? at : at - 1));
            }
            at -= rows;
        }
        return Optional.empty();
    }

    /** The row that keys are about: the last one while the end is followed. */
    public int selected() {
        return follow ? Math.max(0, count() - 1) : Math.min(cursor.index(), Math.max(0, count() - 1));
    }

    BuildLog move(Action action, int height) {
        ListCursor here = cursor.to(selected(), count(), height);
        ListCursor moved = Reducer.moved(here, action, count(), height);
        boolean end = moved.index() >= count() - 1 && action != Action.REPAINT;
        return action == Action.REPAINT ? this : new BuildLog(steps, moved, end);
    }

    BuildLog withFollow(boolean value, int height) {
        return new BuildLog(steps, cursor.to(selected(), count(), height), value);
    }

    /** Opens or closes the step of the selected row, and goes to its head. */
    BuildLog toggle(int height) {
        Optional<Row> row = row(selected()).filter(found -> found.step().index() > 0);
        if (row.isEmpty()) {
            return this;
        }
        Step step = row.get().step();
        List<Step> changed = new ArrayList<>(steps);
        changed.set(steps.indexOf(step), step.withChosen(!open(step)));
        BuildLog next = new BuildLog(changed, cursor, false);
        int head = 0;
        for (Step before : changed.subList(0, steps.indexOf(step))) {
            head += next.rows(before);
        }
        return new BuildLog(changed, cursor.to(head, next.count(), height), false);
    }

    private int rows(Step step) {
        return (step.index() == 0 ? 0 : 1) + (open(step) ? step.text().count() : 0);
    }

    /** Where one reads stays the same when the step before the new one folds. */
    private BuildLog kept(BuildLog before) {
        Optional<Row> row = before.follow ? Optional.empty() : before.row(before.selected());
        if (row.isEmpty() || row.get().head()) {
            return this;
        }
        Step step = row.get().step();
        List<Step> changed = new ArrayList<>(steps);
        int at = before.steps.indexOf(step);
        changed.set(at, step.index() == 0 ? step : step.withChosen(true));
        return new BuildLog(changed, cursor, false);
    }
}
