package dev.jimg.tui.state;

import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.BackgroundWish;
import dev.jimg.service.CopyPlace;
import dev.jimg.service.CopyRequest;
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

    /**
     * No other process goes on with it: it reads or writes a pipe, or an address that holds a secret, or what it would
     * find is for those who look at this screen.
     */
    default boolean bound() {
        return false;
    }

    /** What binds a job to this process. */
    enum Tie {
        /** What came out of a pipe, or went into one, does not come again. */
        PIPE,
        /** An address that may hold a secret is not written down. */
        ADDRESS,
        /** What it finds is for who looks at this screen. */
        SCREEN
    }

    /** What binds it, if it is {@link #bound}. */
    default Tie tie() {
        return this instanceof Verify ? Tie.SCREEN : this instanceof Import in && in.fromUrl() ? Tie.ADDRESS : Tie.PIPE;
    }

    /**
     * Whether another process goes on with it when this one ends.
     *
     * @param store whether the app works on the store; on an engine, what the engine was asked for ends with the
     *     connection
     */
    default boolean outlives(boolean store) {
        return store && !bound();
    }

    /** What goes on with it does so from its beginning: of a file or a build nothing is kept that is half done. */
    default boolean beginsAgain() {
        return this instanceof Save || this instanceof Load || this instanceof Import || this instanceof Build;
    }

    /** Whether its bytes come from another machine, or go to one, and may be waited for. */
    default boolean answered() {
        return this instanceof Pull || this instanceof Push || this instanceof Copy
                || this instanceof Import in && in.fromUrl();
    }

    /** The same, of which that is known. */
    default Job asBound() {
        return this;
    }

    /** What a wish is as a job. */
    static Job of(BackgroundWish wish) {
        if (wish instanceof BackgroundWish.Pull pull) {
            return new Pull(pull.what());
        }
        if (wish instanceof BackgroundWish.Push push) {
            return new Push(push.what(), push.image());
        }
        if (wish instanceof BackgroundWish.Save save) {
            return new Save(save.what(), save.name());
        }
        if (wish instanceof BackgroundWish.Load load) {
            return new Load(load.name());
        }
        if (wish instanceof BackgroundWish.Import in) {
            return new Import(in.source(), in.target());
        }
        if (wish instanceof BackgroundWish.Copy copy) {
            return new Copy(copy.what(), copy.from(), copy.to());
        }
        BackgroundWish.Build build = (BackgroundWish.Build) wish;
        return new Build(build.place(), build.dockerfile(), build.tags());
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

    /**
     * @param file as it was typed
     * @param bound as {@link Job#bound}
     */
    record Save(SaveRequest what, String file, boolean bound) implements Job {
        public Save(SaveRequest what, String file) {
            this(what, file, false);
        }

        @Override
        public Job asBound() {
            return new Save(what, file, true);
        }

        @Override
        public String name() {
            return file;
        }

        @Override
        public boolean outgoing() {
            return true;
        }
    }

    record Load(String file, boolean bound) implements Job {
        public Load(String file) {
            this(file, false);
        }

        @Override
        public Job asBound() {
            return new Load(file, true);
        }

        @Override
        public String name() {
            return file;
        }
    }

    /**
     * @param from where it comes from, as it was typed
     * @param to where it goes, as it was typed
     */
    record Copy(CopyRequest what, String from, String to) implements Job {
        @Override
        public String name() {
            return from + " → " + to;
        }

        @Override
        public boolean outlives(boolean store) {
            return store || what.target().kind() == CopyPlace.Kind.STORE;
        }

        @Override
        public boolean outgoing() {
            return true;
        }
    }

    /**
     * Reads all blobs of images, those that several need once.
     *
     * @param images as the service is asked for them
     * @param name of the first
     * @param repair what is damaged is fetched again
     */
    record Verify(List<String> images, String name, boolean repair) implements Job {
        public Verify {
            images = List.copyOf(images);
        }

        static Verify of(List<ImageRow> rows, boolean repair) {
            return new Verify(rows.stream().map(ImageRow::target).toList(),
                    rows.get(0).name() + (rows.size() > 1 ? " +" + (rows.size() - 1) : ""), repair);
        }

        @Override
        public String kind() {
            return repair ? "repair" : "verify";
        }

        @Override
        public boolean bound() {
            return true;
        }
    }

    /** @param source a file or a URL */
    record Import(String source, Optional<Reference> target, boolean bound) implements Job {
        public Import(String source, Optional<Reference> target) {
            this(source, target, false);
        }

        @Override
        public Job asBound() {
            return new Import(source, target, true);
        }

        /** Whether the source is one for a web client. */
        boolean fromUrl() {
            return new BackgroundWish.Import(source, target).fromUrl();
        }

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
