package dev.jimg.tui.run;

import dev.jimg.service.ImageService;
import dev.jimg.service.ListRequest;
import dev.jimg.service.RemovalResult;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A removal, and how many images went with it. An engine lists layers among what was deleted, so the images are counted
 * among those that were there before; by the time its answer comes, the list on the screen may be without them already.
 */
record Removals(RemovalResult result, int images) {

    static Removals of(ImageService service, Supplier<RemovalResult> removal) {
        Set<String> known = new HashSet<>();
        service.list(ListRequest.EVERYTHING).forEach(image -> known.add(image.id().toString()));
        RemovalResult result = removal.get();
        int images = (int) result.steps().stream().filter(step -> step.action() == RemovalResult.Action.DELETED)
                .map(RemovalResult.Step::subject).distinct().filter(known::contains).count();
        return new Removals(result, images);
    }
}
