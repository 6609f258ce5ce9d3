package dev.jimg.tui.state;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * More about the selected image or search result.
 *
 * @param tab the tab that is shown
 * @param imageTab the tab about the selected image that was shown last: what the pane returns to from the tags
 * @param imageTags whether the tags are those of the selected image, and not of a search result or a typed name
 * @param origin the pane from which the focus came here by Enter or by a key of an item: where {@code q} leads back to;
 *     empty if the focus was moved here by itself
 * @param output the transfer whose output can be looked at
 * @param above the tab from which the shown one was opened: where {@code Esc} and {@code q} lead back to first
 */
public record DetailPane(DetailTab tab, DetailTab imageTab, LayersTab layers, FilesTab files, InspectTab inspect,
        UsedByTab usedBy, TagsTab tags, boolean imageTags, Optional<Pane> origin, OptionalLong output,
        Optional<DetailTab> above) {

    public static final DetailPane EMPTY = new DetailPane(DetailTab.LAYERS, DetailTab.LAYERS, LayersTab.EMPTY,
            FilesTab.EMPTY, InspectTab.EMPTY, UsedByTab.EMPTY, TagsTab.EMPTY, false, Optional.empty(), OptionalLong.empty(),
            Optional.empty());

    /** Another tab is there by itself: no way leads back from it. */
    public DetailPane withTab(DetailTab value) {
        boolean ofImage = value != DetailTab.TAGS && value != DetailTab.OUTPUT;
        return new DetailPane(value, ofImage ? value : imageTab, layers, files, inspect, usedBy, tags, imageTags, origin, output,
                Optional.empty());
    }

    public DetailPane withLayers(LayersTab value) {
        return new DetailPane(tab, imageTab, value, files, inspect, usedBy, tags, imageTags, origin, output,
                above);
    }

    public DetailPane withFiles(FilesTab value) {
        return new DetailPane(tab, imageTab, layers, value, inspect, usedBy, tags, imageTags, origin, output,
                above);
    }

    public DetailPane withInspect(InspectTab value) {
        return new DetailPane(tab, imageTab, layers, files, value, usedBy, tags, imageTags, origin, output,
                above);
    }

    public DetailPane withUsedBy(UsedByTab value) {
        return new DetailPane(tab, imageTab, layers, files, inspect, value, tags, imageTags, origin, output,
                above);
    }

    public DetailPane withTags(TagsTab value) {
        return new DetailPane(tab, imageTab, layers, files, inspect, usedBy, value, imageTags, origin, output,
                above);
    }

    public DetailPane withImageTags(boolean value) {
        return new DetailPane(tab, imageTab, layers, files, inspect, usedBy, tags, value, origin, output,
                above);
    }

    public DetailPane withOrigin(Optional<Pane> value) {
        return new DetailPane(tab, imageTab, layers, files, inspect, usedBy, tags, imageTags, value, output,
                above);
    }

    /** Opened from the tab that is shown now, unless it is shown already. */
    DetailPane into(DetailTab value) {
        Optional<DetailTab> from = value == tab ? above : Optional.of(tab);
        DetailPane there = withTab(value);
        return new DetailPane(there.tab, there.imageTab, layers, files, inspect, usedBy, tags, imageTags, origin, output,
                from);
    }

    /** With the output of a transfer to look at. */
    DetailPane withOutput(long transfer) {
        return new DetailPane(tab, imageTab, layers, files, inspect, usedBy, tags, imageTags, origin,
                OptionalLong.of(transfer), above);
    }

    /** The tabs that there are now, in their order. */
    public List<DetailTab> tabs() {
        List<DetailTab> all = List.of(DetailTab.values());
        return output.isPresent() ? all : all.subList(1, all.size());
    }

    DetailTab next(int step) {
        List<DetailTab> tabs = tabs();
        return tabs.get(Math.floorMod(tabs.indexOf(tab) + step, tabs.size()));
    }
}
