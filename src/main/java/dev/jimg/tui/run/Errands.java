package dev.jimg.tui.run;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.LoginResult;
import dev.jimg.service.NewName;
import dev.jimg.service.RemovalResult;
import dev.jimg.service.build.BuildPrune;
import dev.jimg.service.build.BuildPruneRequest;
import dev.jimg.service.container.Containers;
import dev.jimg.service.container.RunResult;
import dev.jimg.service.keep.Keeper;
import dev.jimg.transfer.Cancellation;
import dev.jimg.tui.state.ByteCount;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Small changes that are done at once, without progress. */
final class Errands {

    private Errands() {}

    /** Whether this does such an effect. */
    static boolean does(Effect effect) {
        return effect instanceof Effect.TagImage || effect instanceof Effect.TagImages
                || effect instanceof Effect.Remove || effect instanceof Effect.Prune
                || effect instanceof Effect.Keep || effect instanceof Effect.PruneCache
                || effect instanceof Effect.ChangeContainer || effect instanceof Effect.ClearAndRemove
                || effect instanceof Effect.RunDetached || effect instanceof Effect.Commit
                || effect instanceof Effect.LogIn
                || effect instanceof Effect.FindUndo || effect instanceof Effect.TakeBack
                || effect instanceof Effect.EmptyTrash;
    }

    /**
     * Does it.
     *
     * @param tell hears how far it is, where it takes a while
     * @return what came of it
     */
    static Event run(ImageService images, Effect effect, Consumer<Event> tell) {
        if (effect instanceof Effect.TagImage tag) {
            images.undo().tag(tag.image(), tag.target());
            return new Event.Tagged(tag.image(), tag.target());
        }
        if (effect instanceof Effect.TagImages all) {
            return tagged(images, all);
        }
        if (effect instanceof Effect.Remove remove) {
            return removed(images, () -> images.remove(remove.what()));
        }
        if (effect instanceof Effect.Prune prune) {
            return removed(images, () -> images.prune(prune.what()));
        }
        if (effect instanceof Effect.Keep keep) {
            return removed(images, () -> new Keeper(images).remove(keep.what(), true));
        }
        if (effect instanceof Effect.PruneCache) {
            BuildPrune done = images.builds().prune(
                    new BuildPruneRequest(false, Map.of(), BuildPruneRequest.Limits.NONE));
            return new Event.Said(Text.of("prune.cache-done", new ByteCount(done.freed())));
        }
        if (effect instanceof Effect.FindUndo) {
            return new Event.UndoFound(images.undo().list());
        }
        if (effect instanceof Effect.TakeBack back) {
            return new Event.TakenBack(images.undo().undo(back.change().id()));
        }
        if (effect instanceof Effect.EmptyTrash) {
            return new Event.TrashEmptied(images.undo().emptyTrash());
        }
        if (effect instanceof Effect.RunDetached run) {
            RunResult result = images.containers().run(run.what(), Optional.empty(), new Cancellation());
            return new Event.Said(Text.of("run.started", run.what().name().orElseGet(() -> shortId(result.container()))));
        }
        if (effect instanceof Effect.Commit commit) {
            ImageId id = images.containers().commit(commit.what());
            return new Event.Said(Text.of("commit.done", commit.name(),
                    commit.what().target().map(Reference::familiar).orElseGet(id::shortHex)));
        }
        if (effect instanceof Effect.LogIn login) {
            LoginResult done = images.logins().login(login.what(), new Cancellation());
            return new Event.Said(done.unencryptedIn()
                    .map(file -> Text.of("login.done-open", login.what().server(), file))
                    .orElseGet(() -> Text.of("login.done", login.what().server())));
        }
        if (effect instanceof Effect.ClearAndRemove clear) {
            return Clearing.run(images, clear, tell);
        }
        Effect.ChangeContainer change = (Effect.ChangeContainer) effect;
        change(images.containers(), change);
        return new Event.ContainerChanged(change.change(), change.name());
    }

    private static Event tagged(ImageService images, Effect.TagImages all) {
        List<Failure> failures = images.undo().tagAll(
                all.all().stream().map(one -> new NewName(one.image(), one.target())).toList());
        return new Event.TaggedAll(all.all().size() - failures.size(), failures);
    }

    private static Event removed(ImageService images, Supplier<RemovalResult> removal) {
        Removals done = Removals.of(images, removal);
        return new Event.Removed(done.result(), done.images());
    }

    private static String shortId(String container) {
        return container.substring(0, Math.min(12, container.length()));
    }

    private static void change(Containers containers, Effect.ChangeContainer change) {
        switch (change.change()) {
            case STOP -> containers.stop(change.container(), Optional.empty());
            case KILL -> containers.kill(change.container(), "KILL");
            case REMOVE -> containers.remove(change.container(), false, false);
            case FORCE_REMOVE -> containers.remove(change.container(), true, false);
        }
    }

    /** The verb, for what went wrong without words of its own. */
    static String operation(Effect effect) {
        return switch (effect.getClass().getSimpleName()) {
            case "TagImage", "TagImages" -> "tag";
            case "Prune", "PruneCache" -> "prune";
            case "FindUndo", "TakeBack" -> "undo";
            case "EmptyTrash" -> "empty the trash";
            case "RunDetached" -> "run";
            case "Commit" -> "commit";
            case "LogIn" -> "log in to";
            case "ChangeContainer" -> "change the container";
            default -> "remove";
        };
    }
}
