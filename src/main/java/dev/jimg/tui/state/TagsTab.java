package dev.jimg.tui.state;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.RemoteImage;
import dev.jimg.service.TagList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tags of a repository in its registry.
 *
 * @param shown the tags that the filter keeps
 * @param details what is known of single tags, by tag; bounded, the oldest go first
 * @param asking the tag whose details are on their way; one request at a time is enough for a registry
 * @param here the digests by which the images under these tags are known on this machine, their IDs among them, by tag
 */
public record TagsTab(Optional<Reference> repository, Loadable<TagList> list, List<String> shown,
        Map<String, Detail> details, Optional<Asking> asking, Map<String, Set<Digest>> here, ListCursor cursor,
        LineEdit filter, boolean typing) {

    public static final TagsTab EMPTY = new TagsTab(Optional.empty(), Loadable.empty(), List.of(), Map.of(),
            Optional.empty(), Map.of(), ListCursor.START, LineEdit.EMPTY, false);

    /** The lines under the list that tell of the selected tag. */
    public static final int FACTS = 5;

    private static final int MIN_ROWS_WITH_FACTS = 10;
    private static final int MAX_DETAILS = 200;

    /** What the registry said of a tag: one of the two. */
    public record Detail(Optional<RemoteImage> image, Optional<Failure> failure) {}

    /** A request for the details of a tag. */
    public record Asking(long request, String tag) {}

    /** How a tag stands to what is on this machine. */
    public enum Presence { ABSENT, HERE, NEWER }

    /** Whether there is room for the facts about the selected tag below the list. */
    public static boolean showsFacts(int height) {
        return height >= MIN_ROWS_WITH_FACTS;
    }

    /** Rows for tags in a tab of this height: one goes to the repository, one to the column heads. */
    public static int listHeight(int height) {
        return Math.max(1, height - 2 - (showsFacts(height) ? FACTS : 0));
    }

    public Optional<String> selected() {
        return cursor.index() < shown.size() ? Optional.of(shown.get(cursor.index())) : Optional.empty();
    }

    public Optional<RemoteImage> image(String tag) {
        return Optional.ofNullable(details.get(tag)).flatMap(Detail::image);
    }

    /** Whether a tag is here, and whether the registry has another image under it by now, as far as that is known. */
    public Presence presence(String tag) {
        Set<Digest> known = here.get(tag);
        if (known == null) {
            return Presence.ABSENT;
        }
        boolean moved = image(tag).filter(remote -> !known.contains(remote.digest())
                && remote.variants().stream().noneMatch(variant -> known.contains(variant.manifest()))
                && remote.image().filter(image -> known.contains(image.digest())).isEmpty()).isPresent();
        return moved ? Presence.NEWER : Presence.HERE;
    }

    public TagsTab withList(Loadable<TagList> value, int height) {
        return new TagsTab(repository, value, shown, details, asking, here, cursor, filter, typing).refilter(height);
    }

    public TagsTab withFilter(LineEdit value, boolean nowTyping, int height) {
        return new TagsTab(repository, list, shown, details, asking, here, cursor, value, nowTyping).refilter(height);
    }

    public TagsTab withCursor(ListCursor value) {
        return new TagsTab(repository, list, shown, details, asking, here, value, filter, typing);
    }

    public TagsTab withAsking(Asking value) {
        return new TagsTab(repository, list, shown, details, Optional.of(value), here, cursor, filter, typing);
    }

    /** The answer for the tag that was asked about. */
    public TagsTab withDetail(String tag, Detail detail) {
        Map<String, Detail> more = new LinkedHashMap<>(details);
        more.put(tag, detail);
        if (more.size() > MAX_DETAILS) {
            more.remove(more.keySet().iterator().next());
        }
        return new TagsTab(repository, list, shown, more, Optional.empty(), here, cursor, filter, typing);
    }

    /** Forgets what was said of single tags. */
    public TagsTab withoutDetails() {
        return new TagsTab(repository, list, shown, Map.of(), Optional.empty(), here, cursor, filter, typing);
    }

    public TagsTab withHere(Map<String, Set<Digest>> value) {
        return new TagsTab(repository, list, shown, details, asking, value, cursor, filter, typing);
    }

    private TagsTab refilter(int height) {
        Optional<String> before = selected();
        List<String> all = list.value().map(TagList::tags).orElse(List.of());
        Filter wanted = Filter.of(filter.text());
        List<String> kept = wanted.keepsAll() ? all
                : all.stream().filter(tag -> wanted.admits(tag.toLowerCase(Locale.ROOT), "")).toList();
        int index = before.map(kept::indexOf).filter(i -> i >= 0).orElse(0);
        return new TagsTab(repository, list, kept, details, asking, here, cursor.to(index, kept.size(), height),
                filter, typing);
    }
}
