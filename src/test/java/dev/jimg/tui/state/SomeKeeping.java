package dev.jimg.tui.state;

import dev.jimg.service.ImageSummary;
import dev.jimg.service.RemovalPlan;
import dev.jimg.service.keep.KeepForecast;
import dev.jimg.service.keep.KeepPlan;
import java.util.ArrayList;
import java.util.List;

/** A repository with a history, and what a service says of rules for it. */
public final class SomeKeeping {

    private SomeKeeping() {}

    public static List<ImageSummary> images() {
        List<ImageSummary> images = new ArrayList<>();
        images.add(SomeImages.image("api 9", SomeImages.days(1), 310_000_000, 1, "team/api:2.9.0-rc2", "team/api:edge"));
        for (int minor = 8; minor > 0; minor--) {
            images.add(SomeImages.image("api " + minor, SomeImages.days(70 - 7L * minor), 300_000_000L + minor,
                    minor == 3 ? 1 : 0, minor % 4 == 0 ? "team/api:2." + minor + ".0" : "team/api:2." + minor + ".0-rc1"));
        }
        return images;
    }

    /** The dialog over these images, its first question answered. */
    public static Play opened(int columns, int rows) {
        Play play = SomeImages.shown(columns, rows, images()).press(":").type("keep").press("enter");
        return answered(play);
    }

    /** Answers the last question for a forecast. */
    public static Play answered(Play play) {
        Effect.PlanKeep last = null;
        for (Effect effect : play.take()) {
            last = effect instanceof Effect.PlanKeep plan ? plan : last;
        }
        KeepPlan plan = KeepPlan.of(last.rule(), images(), last.now());
        return play.happen(new Event.KeepPlanned(last.request(), new KeepForecast(plan,
                new RemovalPlan(List.of(), 10_300_000L * plan.going().size(), 1_900_000_000L))));
    }
}
