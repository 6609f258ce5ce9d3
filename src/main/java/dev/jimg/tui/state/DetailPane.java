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
public record DetailPane(DetailTab tab, DetailTab imageTab, LayersTab layers, InspectTab inspect, UsedByTab usedBy,
        TagsTab tags, boolean imageTags, Optional<Pane> origin) {

    public static final DetailPane EMPTY = new DetailPane(DetailTab.LAYERS, DetailTab.LAYERS, LayersTab.EMPTY,
            InspectTab.EMPTY, UsedByTab.EMPTY, TagsTab.EMPTY, false, Optional.empty());

    public DetailPane withTab(DetailTab value) {
        return new DetailPane(value, value == DetailTab.TAGS ? imageTab : value, layers, inspect, usedBy, tags, imageTags,
                origin);
    }

    public DetailPane withLayers(LayersTab value) {
        return new DetailPane(tab, imageTab, value, inspect, usedBy, tags, imageTags, origin);
    }

    public DetailPane withInspect(InspectTab value) {
        return new DetailPane(tab, imageTab, layers, value, usedBy, tags, imageTags, origin);
    }

    public DetailPane withUsedBy(UsedByTab value) {
        return new DetailPane(tab, imageTab, layers, inspect, value, tags, imageTags, origin);
    }

    public DetailPane withTags(TagsTab value) {
        return new DetailPane(tab, imageTab, layers, inspect, usedBy, value, imageTags, origin);
    }

    public DetailPane withImageTags(boolean value) {
        return new DetailPane(tab, imageTab, layers, inspect, usedBy, tags, value, origin);
    }

    public DetailPane withOrigin(Optional<Pane> value) {
        return new DetailPane(tab, imageTab, layers, inspect, usedBy, tags, imageTags, value);
    }
}
