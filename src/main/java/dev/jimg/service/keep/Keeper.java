package dev.jimg.service.keep;

import dev.jimg.oci.MalformedException;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.ListRequest;
import dev.jimg.service.RemovalResult;
import dev.jimg.service.RemovalPlan;
import java.time.Instant;
import java.util.List;

/** Applies rules to the images of a service. */
public final class Keeper {

    private static final String OPERATION = "apply the rule";

    private final ImageService service;

    public Keeper(ImageService service) {
        this.service = service;
    }

    /**
     * What a rule would do, without doing it.
     *
     * @throws Failure INVALID if a pattern or filter is none
     */
    public KeepForecast forecast(KeepRule rule, Instant now) {
        List<ImageSummary> images = service.list(new ListRequest(false, rule.filters()));
        KeepPlan plan = plan(rule, images, now);
        // With nothing to remove the plan still says what all images take.
        RemovalPlan removal = service.planRemoval(plan.removal());
        return new KeepForecast(plan, removal);
    }

    /**
     * Takes away what goes, as far as it is still as it was when that was decided.
     *
     * @param undoable as of {@link dev.jimg.service.RemoveRequest}
     */
    public RemovalResult remove(KeepPlan plan, boolean undoable) {
        KeepPlan now = plan.amongst(service.list(ListRequest.EVERYTHING));
        if (now.going().isEmpty()) {
            return new RemovalResult(List.of(), List.of(), 0);
        }
        return service.remove(undoable ? now.removal().forUndo() : now.removal());
    }

    private static KeepPlan plan(KeepRule rule, List<ImageSummary> images, Instant now) {
        try {
            return KeepPlan.of(rule, images, now);
        } catch (MalformedException e) {
            throw new Failure(Failure.Kind.INVALID, OPERATION, String.join(" ", rule.repositories()), e.getMessage(),
                    "Patterns are written as for docker's filter: * ? [a-z].", e);
        }
    }
}
