package dev.jimg.tui.state;

import java.util.Optional;

/**
 * More about the selected image or search result.
 *
 * @param tab the tab that is shown
 * @param origin the pane from which the focus came here by Enter or by a key of an item: where {@code q} leads back to;
 *     empty if the focus was moved here by itself
 */
public record DetailPane(DetailTab tab, LayersTab layers, InspectTab inspect, TagsTab tags, Optional<Pane> origin) {

    public static final DetailPane EMPTY = new DetailPane(DetailTab.LAYERS, LayersTab.EMPTY, InspectTab.EMPTY,
            TagsTab.EMPTY, Optional.empty());

    public DetailPane withTab(DetailTab value) {
        return new DetailPane(value, layers, inspect, tags, origin);
    }

    public DetailPane withLayers(LayersTab value) {
        return new DetailPane(tab, value, inspect, tags, origin);
    }

    public DetailPane withInspect(InspectTab value) {
        return new DetailPane(tab, layers, value, tags, origin);
    }

    public DetailPane withTags(TagsTab value) {
        return new DetailPane(tab, layers, inspect, value, origin);
    }

    public DetailPane withOrigin(Optional<Pane> value) {
        return new DetailPane(tab, layers, inspect, tags, value);
    }
}
