package dev.jimg.tui.state;

import dev.jimg.service.container.ContainerSummary;
import java.util.List;
import java.util.Optional;

/**
 * The containers made from one image and from the images built on it.
 *
 * @param image the image it follows
 * @param subject the image that {@code containers} are of; another one while those of {@code image} are on their way
 * @param outdated something changed since the request under way was made; it is to be made again
 * @param log what one of them wrote, while that is looked at instead of the list
 */
public record UsedByTab(Optional<ImageRow> image, Optional<ImageRow> subject,
        Loadable<List<ContainerSummary>> containers, boolean outdated, ListCursor cursor, Optional<ContainerLog> log) {

    public static final UsedByTab EMPTY = new UsedByTab(Optional.empty(), Optional.empty(), Loadable.empty(), false,
            ListCursor.START, Optional.empty());

    /** The lines under the list that tell of the selected container, the rule over them included. */
    public static final int FACTS = 6;

    private static final int MIN_ROWS_WITH_FACTS = 12;

    /** Whether there is room for the facts about the selected container below the list. */
    public static boolean showsFacts(int height) {
        return height >= MIN_ROWS_WITH_FACTS;
    }

    /** Rows for containers in a tab of this height: one goes to the image, one to the column heads. */
    public static int listHeight(int height) {
        return Math.max(1, height - 2 - (showsFacts(height) ? FACTS : 0));
    }

    public List<ContainerSummary> shown() {
        return containers.value().orElse(List.of());
    }

    public Optional<ContainerSummary> selected() {
        List<ContainerSummary> shown = shown();
        return log.isEmpty() && cursor.index() < shown.size() ? Optional.of(shown.get(cursor.index()))
                : Optional.empty();
    }

    /** What people call a container. */
    public static String name(ContainerSummary container) {
        return container.names().isEmpty() ? shortId(container) : container.names().get(0);
    }

    public static String shortId(ContainerSummary container) {
        return container.id().substring(0, Math.min(12, container.id().length()));
    }

    UsedByTab withImage(Optional<ImageRow> value) {
        return new UsedByTab(value, subject, containers, outdated, cursor, log);
    }

    UsedByTab withSubject(Optional<ImageRow> value) {
        return new UsedByTab(image, value, containers, outdated, cursor, log);
    }

    UsedByTab withContainers(Loadable<List<ContainerSummary>> value) {
        return new UsedByTab(image, subject, value, outdated, cursor, log);
    }

    UsedByTab withOutdated(boolean value) {
        return new UsedByTab(image, subject, containers, value, cursor, log);
    }

    UsedByTab withCursor(ListCursor value) {
        return new UsedByTab(image, subject, containers, outdated, value, log);
    }

    UsedByTab withLog(Optional<ContainerLog> value) {
        return new UsedByTab(image, subject, containers, outdated, cursor, value);
    }
}
