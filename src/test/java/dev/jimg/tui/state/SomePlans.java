package dev.jimg.tui.state;

import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.RemovalPlan;
import dev.jimg.service.RemovalResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a service answers to removals. */
public final class SomePlans {

    private SomePlans() {}

    public static RemovalPlan plan(long frees, RemovalPlan.Target... targets) {
        return new RemovalPlan(List.of(targets), frees, 1_900_000_000L);
    }

    public static RemovalPlan.Target target(String name, RemovalPlan.Effect effect, long size, int shared,
            String... usedBy) {
        ImageId id = new ImageId(Digest.of(name.getBytes(StandardCharsets.UTF_8)));
        return new RemovalPlan.Target(name, name, id, effect, size, shared, List.of(usedBy));
    }

    /** Answers the last question for a plan. */
    public static Play answer(Play play, RemovalPlan plan) {
        return play.happen(new Event.RemovalPlanned(lastQuestion(play), plan));
    }

    public static Play fail(Play play, Failure failure) {
        return play.happen(new Event.RequestFailed(lastQuestion(play), failure));
    }

    /** Images that went with all their names. */
    public static RemovalResult removed(ImageSummary... images) {
        List<RemovalResult.Step> steps = new ArrayList<>();
        for (ImageSummary image : images) {
            image.tags().forEach(tag ->
                    steps.add(new RemovalResult.Step(RemovalResult.Action.UNTAGGED, tag.familiar())));
            steps.add(new RemovalResult.Step(RemovalResult.Action.DELETED, image.id().toString()));
        }
        return new RemovalResult(steps, List.of(), Arrays.stream(images).mapToLong(ImageSummary::size).sum());
    }

    private static long lastQuestion(Play play) {
        List<Effect> effects = play.take();
        for (int i = effects.size() - 1; i >= 0; i--) {
            if (effects.get(i) instanceof Effect.PlanRemoval plan) {
                return plan.request();
            }
        }
        throw new AssertionError("nobody asked for a plan; asked for: " + effects);
    }
}
