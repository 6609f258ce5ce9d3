package dev.jimg.tui.state;

import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PushRequest;
import dev.jimg.service.archive.SaveRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Work that takes its time, has a line among the transfers, and can be cancelled and begun again. */
public sealed interface Job {

    /** What it is of: an image, a file, a directory. */
    String name();

    /** Its bytes go away from here. */
    default boolean outgoing() {
        return false;
    }

    /** The word for it in keys of the catalogue. */
    default String kind() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    record Pull(PullRequest what) implements Job {
        @Override
        public String name() {
            return what.reference().familiar() + what.platform().map(Platform::toString).map(p -> " " + p).orElse("");
        }
    }

    /** @param image to be given the reference first; empty if it has it */
    record Push(PushRequest what, Optional<String> image) implements Job {
        @Override
        public String name() {
            return what.reference().familiar();
        }

        @Override
        public boolean outgoing() {
            return true;
        }
    }

    /** @param file as it was typed */
    record Save(SaveRequest what, String file) implements Job {
        @Override
        public String name() {
            return file;
        }

        @Override
        public boolean outgoing() {
            return true;
        }
    }

    record Load(String file) implements Job {
        @Override
        public String name() {
            return file;
        }
    }

    /** @param source a file or a URL */
    record Import(String source, Optional<Reference> target) implements Job {
        @Override
        public String name() {
            return target.map(Reference::familiar).orElse(source);
        }
    }

    /** @param dockerfile in the directory; empty for {@code Dockerfile} */
    record Build(String directory, Optional<String> dockerfile, List<Reference> tags) implements Job {
        public Build {
            tags = List.copyOf(tags);
        }

        @Override
        public String name() {
            return tags.isEmpty() ? directory : tags.get(0).familiar();
        }
    }
}
