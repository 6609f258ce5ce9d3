package dev.jimg.tui.state;

/**
 * More about the selected image or search result.
 *
 * @param tab the tab that is shown
 */
public record DetailPane(DetailTab tab, LayersTab layers, InspectTab inspect, TagsTab tags) {

    public static final DetailPane EMPTY =
            new DetailPane(DetailTab.LAYERS, LayersTab.EMPTY, InspectTab.EMPTY, TagsTab.EMPTY);

    public DetailPane withTab(DetailTab value) {
        return new DetailPane(value, layers, inspect, tags);
    }

    public DetailPane withLayers(LayersTab value) {
        return new DetailPane(tab, value, inspect, tags);
    }

    public DetailPane withInspect(InspectTab value) {
        return new DetailPane(tab, layers, value, tags);
    }

    public DetailPane withTags(TagsTab value) {
        return new DetailPane(tab, layers, inspect, value);
    }
}
