package dev.jimg.tui.state;

import dev.jimg.service.RemovalPlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One step of clearing the way for a removal and of the removal itself. */
public record ClearStep(Kind kind, String subject) {

    /** In the order in which they have to be done. */
    public enum Kind { STOP, REMOVE_CONTAINER, REMOVE_IMAGE }

    private static final String RUNNING = " (running)";

    /** What has to be done, and in which order, so that all of these can go. */
    static List<ClearStep> of(List<RemovalPlan.Target> targets) {
        Set<String> holders = new LinkedHashSet<>();
        targets.forEach(target -> holders.addAll(target.usedBy()));
        List<ClearStep> steps = new ArrayList<>();
        holders.stream().filter(name -> name.endsWith(RUNNING))
                .forEach(name -> steps.add(new ClearStep(Kind.STOP, container(name))));
        holders.forEach(name -> steps.add(new ClearStep(Kind.REMOVE_CONTAINER, container(name))));
        targets.forEach(target -> steps.add(new ClearStep(Kind.REMOVE_IMAGE, target.name())));
        return steps;
    }

    private static String container(String shown) {
        return shown.endsWith(RUNNING) ? shown.substring(0, shown.length() - RUNNING.length()) : shown;
    }
}
