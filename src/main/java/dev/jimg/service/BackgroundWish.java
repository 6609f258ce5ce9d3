package dev.jimg.service;

import dev.jimg.oci.Reference;
import dev.jimg.service.archive.SaveRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be done without a screen: all that another process can read and write as well. It holds no secret:
 * credentials come from docker's config when it is done. Paths are absolute.
 */
public sealed interface BackgroundWish {

    /** What it is of, for a person: an image, a file, a directory. */
    String name();

    /** The word for it: {@code pull}. */
    default String kind() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Whether it goes on from where it was broken off; what does not begins anew, and is quicker by what is kept. */
    default boolean goesOn() {
        return false;
    }

    /** As {@link dev.jimg.service.ImageService#pull}. */
    record Pull(PullRequest what) implements BackgroundWish {
        @Override
        public String name() {
            return what.reference().familiar();
        }

        @Override
        public boolean goesOn() {
            return true;
        }
    }

    /**
     * As {@link dev.jimg.service.ImageService#push}.
     *
     * @param image to be given the reference first; empty if it has it
     */
    record Push(PushRequest what, Optional<String> image) implements BackgroundWish {
        @Override
        public String name() {
            return what.reference().familiar();
        }

        @Override
        public boolean goesOn() {
            return true;
        }
    }

    /** As {@link dev.jimg.service.archive.Archives#saveFile}. */
    record Save(SaveRequest what, Path file) implements BackgroundWish {
        @Override
        public String name() {
            return file.toString();
        }
    }

    /** Loads all images of an archive. */
    record Load(Path file) implements BackgroundWish {
        @Override
        public String name() {
            return file.toString();
        }
    }

    /** @param source the path of a file, or a URL */
    record Import(String source, Optional<Reference> target) implements BackgroundWish {
        @Override
        public String name() {
            return target.map(Reference::familiar).orElse(source);
        }

        /** Whether the source is one for a web client. */
        public boolean fromUrl() {
            return source.startsWith("http://") || source.startsWith("https://");
        }
    }

    /**
     * As {@link Copies#copy}. The layers that are there already are not copied again.
     *
     * @param from where it comes from, as it was typed
     * @param to where it goes, as it was typed
     */
    record Copy(CopyRequest what, String from, String to) implements BackgroundWish {
        @Override
        public String name() {
            return from + " -> " + to;
        }

        @Override
        public boolean goesOn() {
            return true;
        }
    }

    /**
     * A build begins anew; the steps that were done are in the cache.
     *
     * @param dockerfile in the directory; empty for {@code Dockerfile}
     */
    record Build(Path directory, Optional<String> dockerfile, List<Reference> tags) implements BackgroundWish {
        public Build {
            tags = List.copyOf(tags);
        }

        /** The directory in words. */
        public String place() {
            return directory.toString();
        }

        @Override
        public String name() {
            return tags.isEmpty() ? place() : tags.get(0).familiar();
        }
    }
}
