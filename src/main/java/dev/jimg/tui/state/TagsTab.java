package dev.jimg.tui.state;

import dev.jimg.oci.Reference;
import dev.jimg.service.RemoteImage;
import dev.jimg.service.TagList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tags of a repository in its registry.
 *
 * @param details what is known of single tags, by tag
 */
public record TagsTab(Optional<Reference> repository, Loadable<TagList> list, Map<String, Loadable<RemoteImage>> details,
        ListCursor cursor, LineEdit filter, boolean typing) {

    public static final TagsTab EMPTY = new TagsTab(Optional.empty(), Loadable.empty(), Map.of(), ListCursor.START,
            LineEdit.EMPTY, false);

    public List<String> shown() {
        return list.value().map(TagList::tags).orElse(List.of()).stream()
                .filter(tag -> Filter.keeps(filter.text(), tag)).toList();
    }

    public Optional<String> selected() {
        List<String> tags = shown();
        return cursor.index() < tags.size() ? Optional.of(tags.get(cursor.index())) : Optional.empty();
    }
}
