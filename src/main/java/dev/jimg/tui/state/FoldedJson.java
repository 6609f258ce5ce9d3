package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A JSON tree of which some lines are folded away.
 *
 * @param folded the lines whose content is hidden
 * @param visible the lines to show, in order; worked out once for each change, not for each frame
 */
public record FoldedJson(JsonTree tree, Set<Integer> folded, List<Integer> visible) {

    public static final FoldedJson EMPTY = new FoldedJson(JsonTree.EMPTY, Set.of(), List.of());

    private static final int LONG = 12;
    private static final int DEEP = 2;

    /** As it is shown first: long lists and what is deep are folded, so that the whole is seen at a glance. */
    public static FoldedJson of(JsonTree tree) {
        Set<Integer> folded = new HashSet<>();
        for (int i = 0; i < tree.lines().size(); i++) {
            JsonLine line = tree.line(i);
            if (line.foldable() && (line.depth() >= DEEP || line.depth() > 0 && line.children() > LONG)) {
                folded.add(i);
            }
        }
        return with(tree, folded);
    }

    /** Folds a line, or unfolds it; where a line cannot be folded, the one that encloses it is. */
    public FoldedJson toggle(int line) {
        Set<Integer> changed = new HashSet<>(folded);
        int target = foldTarget(line);
        if (target >= 0 && !changed.remove(target)) {
            changed.add(target);
        }
        return with(tree, changed);
    }

    /** The line that {@link #toggle} folds; -1 if there is none. */
    public int foldTarget(int line) {
        return tree.line(line).foldable() ? line : tree.line(line).parent();
    }

    /** Unfolds whatever hides a line. */
    public FoldedJson reveal(int line) {
        Set<Integer> changed = new HashSet<>(folded);
        for (int i = tree.line(line).parent(); i >= 0; i = tree.line(i).parent()) {
            changed.remove(i);
        }
        return changed.size() == folded.size() ? this : with(tree, changed);
    }

    /** Where a line, or the visible one that hides it, stands among the visible ones. */
    public int row(int line) {
        int row = 0;
        while (row + 1 < visible.size() && visible.get(row + 1) <= line) {
            row++;
        }
        return row;
    }

    private static FoldedJson with(JsonTree tree, Set<Integer> folded) {
        List<Integer> visible = new ArrayList<>();
        int i = 0;
        while (i < tree.lines().size()) {
            visible.add(i);
            i = folded.contains(i) ? tree.line(i).end() : i + 1;
        }
        return new FoldedJson(tree, Set.copyOf(folded), List.copyOf(visible));
    }
}
