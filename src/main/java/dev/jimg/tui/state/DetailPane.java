package dev.jimg.tui.state;

import java.util.Optional;

/**
 * More about the selected image or search result.
 *
 * @param tab the tab that is shown
 * @param imageTab the tab about the selected image that was shown last: what the pane returns to from the tags
 * @param imageTags whether the tags are those of the selected image, and not of a search result or a typed name
 * @param origin the pane from which the focus came here by Enter or by a key of an item: where {@code q} leads back to;
 *     empty if the focus was moved here by itself
 */
public record DetailPane(DetailTab tab, DetailTab imageTab, LayersTab layers, InspectTab inspect, TagsTab tags,
        boolean imageTags, Optional<Pane> origin) {

    public static final DetailPane EMPTY = new DetailPane(DetailTab.LAYERS, DetailTab.LAYERS, LayersTab.EMPTY,
            InspectTab.EMPTY, TagsTab.EMPTY, false, Optional.empty());

    public DetailPane withTab(DetailTab value) {
        return new DetailPane(value, value == DetailTab.TAGS ? imageTab : value, layers, inspect, tags, imageTags,
                origin);
    }

    public DetailPane withLayers(LayersTab value) {
        return new DetailPane(tab, imageTab, value, inspect, tags, imageTags, origin);
    }

    public DetailPane withInspect(InspectTab value) {
        return new DetailPane(tab, imageTab, layers, value, tags, imageTags, origin);
    }

    public DetailPane withTags(TagsTab value) {
        return new DetailPane(tab, imageTab, layers, inspect, value, imageTags, origin);
    }

    public DetailPane withImageTags(boolean value) {
        return new DetailPane(tab, imageTab, layers, inspect, tags, value, origin);
    }

    public DetailPane withOrigin(Optional<Pane> value) {
        return new DetailPane(tab, imageTab, layers, inspect, tags, imageTags, value);
    }
}
