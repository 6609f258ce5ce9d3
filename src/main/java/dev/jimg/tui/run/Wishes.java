package dev.jimg.tui.run;

import dev.jimg.service.BackendChoice;
import dev.jimg.service.BackgroundWish;
import dev.jimg.service.CopyPlace;
import dev.jimg.service.CopyRequest;
import dev.jimg.tui.state.Job;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Jobs as what this or another process can do, in whatever directory it works. */
final class Wishes {

    private Wishes() {}

    /** Reads what people type. @throws java.nio.file.InvalidPathException for what is no path */
    static BackgroundWish of(Job job) {
        if (job instanceof Job.Pull pull) {
            return new BackgroundWish.Pull(pull.what());
        }
        if (job instanceof Job.Push push) {
            return new BackgroundWish.Push(push.what(), push.image());
        }
        if (job instanceof Job.Save save) {
            return new BackgroundWish.Save(save.what(), path(save.file()));
        }
        if (job instanceof Job.Load load) {
            return new BackgroundWish.Load(path(load.file()));
        }
        if (job instanceof Job.Copy copy) {
            return new BackgroundWish.Copy(copy.what(), copy.from(), copy.to());
        }
        if (job instanceof Job.Import in) {
            BackgroundWish.Import typed = new BackgroundWish.Import(in.source(), in.target());
            return typed.fromUrl() ? typed
                    : new BackgroundWish.Import(path(in.source()).toString(), in.target());
        }
        Job.Build build = (Job.Build) job;
        return new BackgroundWish.Build(path(build.directory()), build.dockerfile(), build.tags());
    }

    /**
     * The same for a process that works on the store, whatever this one was started with: where an engine was left to
     * what the command line said, that is spelled out.
     */
    static BackgroundWish apart(BackgroundWish wish, BackendChoice choice) {
        if (!(wish instanceof BackgroundWish.Copy copy) || choice.store().isPresent()) {
            return wish;
        }
        CopyRequest what = copy.what();
        return new BackgroundWish.Copy(new CopyRequest(apart(what.source(), choice), apart(what.target(), choice),
                what.platform(), what.allPlatforms()), copy.from(), copy.to());
    }

    private static CopyPlace apart(CopyPlace place, BackendChoice choice) {
        boolean open = place.kind() == CopyPlace.Kind.CURRENT
                || place.kind() == CopyPlace.Kind.ENGINE && place.where().isEmpty();
        if (!open) {
            return place;
        }
        return choice.host().map(url -> new CopyPlace(CopyPlace.Kind.ENGINE, url, place.image()))
                .or(() -> choice.context().map(name -> new CopyPlace(CopyPlace.Kind.CONTEXT, name, place.image())))
                .orElseGet(() -> new CopyPlace(CopyPlace.Kind.ENGINE, "", place.image()));
    }

    /** Whether no other process can go on with it: what came out of a pipe is gone, and a secret is not written down. */
    static boolean bound(BackgroundWish wish) {
        if (wish instanceof BackgroundWish.Save save) {
            return isPipe(save.file());
        }
        if (wish instanceof BackgroundWish.Load load) {
            return isPipe(load.file());
        }
        return wish instanceof BackgroundWish.Import in
                && (in.fromUrl() ? maybeSecret(in.source()) : isPipe(Path.of(in.source())));
    }

    private static boolean isPipe(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    private static boolean maybeSecret(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getRawUserInfo() != null || uri.getRawQuery() != null;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static Path path(String typed) {
        return UserPath.of(typed).toAbsolutePath();
    }
}
