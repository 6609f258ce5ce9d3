package dev.jimg.backend.engine;

import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineException;
import dev.jimg.engine.EngineImage;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.ImageSummary;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Images on an engine that are to be deleted later. They lose their names and bear marks instead, which are names
 * themselves, so that whoever looks at the engine sees them, and any program can take them back or away:
 *
 * <ul>
 *   <li>{@code jimg-trash/ID:SECONDS}: since when it is in the trash, with the short ID and the seconds of the epoch;
 *   <li>{@code jimg-trash/ID/docker.io/library/nginx/was:1.27}: a name it had; a port's colon is written as
 *       {@code __}. It does not end as the name does, for Podman would find it by that.
 * </ul>
 *
 * <p>An image without a name is not kept so: no engine gives a name back and then takes it away again.
 */
final class EngineTrash {

    private static final String PLACE = "jimg-trash/";
    private static final String COLON = "__";
    private static final String END = "/was";

    private final EngineClient engine;
    private final Clock clock;
    /** When this program put something there, more exactly than a mark says it. */
    private final Map<Long, Instant> moments = new ConcurrentHashMap<>();
    private volatile boolean on;
    private long last;

    EngineTrash(EngineClient engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * An image in the trash.
     *
     * @param at seconds of the epoch
     * @param names what it was called
     * @param marks its names there
     */
    record Kept(EngineImage image, long at, List<Reference> names, List<Reference> marks) {

        /** Whether nothing else calls it by a name. */
        boolean only() {
            return image.tags().size() == marks.size();
        }
    }

    void use(boolean value) {
        on = value;
    }

    boolean on() {
        return on;
    }

    static boolean isMark(Reference name) {
        return name.familiarName().startsWith(PLACE);
    }

    /** Whether an image that is to be deleted can be kept here. */
    boolean takes(EngineImage image) {
        List<Reference> names = names(image);
        return on && !names.isEmpty() && names.stream().allMatch(name -> mark(image.id(), name).isPresent());
    }

    static List<Reference> names(EngineImage image) {
        return image.tags().stream().filter(name -> !isMark(name)).toList();
    }

    /** Under which moment all that one operation removes is kept. */
    synchronized long begin() {
        Instant now = clock.instant();
        last = Math.max(now.getEpochSecond(), last + 1);
        moments.put(last, now);
        return last;
    }

    /**
     * The marks come first, so that there is no moment at which the image has no name at all.
     *
     * @param more names that it lost just now, and gets back with those it has
     */
    void put(EngineImage image, List<Reference> more, long at) {
        String id = image.id().toString();
        List<Reference> names = names(image);
        engine.tag(id, Reference.parse(PLACE + image.id().shortHex() + ":" + at));
        names.forEach(name -> engine.tag(id, mark(image.id(), name).orElseThrow()));
        more.forEach(name -> mark(image.id(), name).ifPresent(mark -> engine.tag(id, mark)));
        names.forEach(name -> engine.remove(name.toString(), false, false));
    }

    private static Optional<Reference> mark(ImageId image, Reference name) {
        return Reference.tryParse(PLACE + image.shortHex() + "/" + name.name().replaceFirst(":", COLON) + END + ":"
                + name.tag().orElse(Reference.LATEST));
    }

    static List<Kept> list(EngineImages images) {
        List<Kept> kept = new ArrayList<>();
        for (EngineImage image : images.images()) {
            List<Reference> marks = image.tags().stream().filter(EngineTrash::isMark).toList();
            since(marks).ifPresent(at -> kept.add(new Kept(image, at, lost(marks), marks)));
        }
        return kept;
    }

    private static Optional<Long> since(List<Reference> marks) {
        return marks.stream().filter(mark -> !inner(mark).contains("/"))
                .flatMap(mark -> mark.tag().stream()).filter(tag -> tag.matches("[0-9]{1,12}")).map(Long::parseLong)
                .max(Long::compare);
    }

    private static List<Reference> lost(List<Reference> marks) {
        return marks.stream().filter(mark -> inner(mark).contains("/"))
                .filter(mark -> inner(mark).endsWith(END)).flatMap(mark -> Reference.tryParse(decoded(mark)).stream())
                .toList();
    }

    private static String decoded(Reference mark) {
        String inner = inner(mark);
        String name = inner.substring(inner.indexOf('/') + 1, inner.length() - END.length());
        int domain = Math.max(0, name.indexOf('/'));
        return name.substring(0, domain).replace(COLON, ":") + name.substring(domain) + ":"
                + mark.tag().orElse(Reference.LATEST);
    }

    /** What stands behind the place: the short ID, and of a name the name. */
    private static String inner(Reference mark) {
        return mark.familiarName().substring(PLACE.length());
    }

    Instant moment(long at) {
        return moments.getOrDefault(at, Instant.ofEpochSecond(at));
    }

    /** Gives the names back, then takes the marks away. */
    void restore(Kept kept) {
        kept.names().forEach(name -> engine.tag(kept.image().id().toString(), name));
        kept.marks().forEach(mark -> engine.remove(mark.toString(), false, false));
    }

    /**
     * With the last mark the engine deletes the image; one that a container uses by now stays, and stays kept, unless that
     * is only there to look at its files.
     */
    void drop(Collection<Kept> all) {
        for (Kept kept : all) {
            List<Reference> marks = new ArrayList<>(kept.marks());
            marks.sort((a, b) -> Boolean.compare(inner(b).contains("/"), inner(a).contains("/")));
            for (Reference mark : marks) {
                if (!drop(mark) && FilesContainer.letGo(List.of(kept.image().id()), engine.containerEndpoints())) {
                    drop(mark);
                }
            }
        }
    }

    /** @return whether nothing was in the way */
    private boolean drop(Reference mark) {
        try {
            engine.remove(mark.toString(), false, true);
            return true;
        } catch (EngineException e) {
            if (e.kind() != EngineException.Kind.CONFLICT && e.kind() != EngineException.Kind.NOT_FOUND) {
                throw e;
            }
            return e.kind() == EngineException.Kind.NOT_FOUND;
        }
    }

    /** Without what is in the trash. */
    static List<ImageSummary> visible(List<ImageSummary> images) {
        if (images.stream().noneMatch(image -> image.tags().stream().anyMatch(EngineTrash::isMark))) {
            return images;
        }
        return images.stream().filter(image -> image.dangling() || !image.tags().stream().allMatch(EngineTrash::isMark))
                .map(EngineTrash::unmarked).toList();
    }

    private static ImageSummary unmarked(ImageSummary image) {
        return new ImageSummary(image.id(), image.tags().stream().filter(tag -> !isMark(tag)).toList(),
                image.digests().stream().filter(name -> !isMark(name)).toList(), image.created(), image.size(),
                image.uniqueSize(), image.containers(), image.platform(), image.manifest(), image.health());
    }
}
