package dev.jimg.tui.state;

import dev.jimg.oci.Reference;
import dev.jimg.service.TagList;
import java.util.List;
import java.util.Optional;

/**
 * The tags that a repository has, for who asked for one that it has not.
 *
 * @param repository empty while there is nothing to offer
 */
public record OfferedTags(Optional<Reference> repository, Loadable<TagList> list) {

    static final OfferedTags NONE = new OfferedTags(Optional.empty(), Loadable.empty());

    static OfferedTags asked(Reference repository, long request) {
        return new OfferedTags(Optional.of(repository), Loadable.<TagList>empty().ask(request));
    }

    /** What to type for each of them. */
    public List<String> names() {
        return list.value().map(known -> known.tags().stream()
                .map(tag -> repository.orElseThrow().familiarName() + ":" + tag).toList()).orElse(List.of());
    }

    OfferedTags on(Event event) {
        if (event instanceof Event.TagsListed listed && list.awaits(listed.request())) {
            return new OfferedTags(repository, list.answer(listed.request(), listed.tags()));
        }
        if (event instanceof Event.RequestFailed failed && list.awaits(failed.request())) {
            return new OfferedTags(repository, list.fail(failed.request(), failed.failure()));
        }
        return this;
    }
}
