package dev.jimg.tui.state;

import dev.jimg.files.Tree;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.Place;
import dev.jimg.service.PruneRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.RemoveRequest;
import dev.jimg.service.SearchRequest;
import dev.jimg.service.Undoable;
import dev.jimg.service.LoginRequest;
import dev.jimg.service.container.CommitRequest;
import dev.jimg.service.container.RunRequest;
import dev.jimg.service.diff.DiffSide;
import dev.jimg.service.diff.ImageDiff;
import dev.jimg.service.keep.KeepPlan;
import dev.jimg.service.keep.KeepRule;
import java.time.Instant;
import java.util.List;

/** Something to be done outside of the state, by a worker or by the loop. The answer comes back as an {@link Event}. */
public sealed interface Effect {

    /** What is asked of the image service under a number that its answer bears. */
    sealed interface Ask extends Effect {
        long request();

        /** Of what is asked in one lane, one at a time is under way, and of what waits there only the latest counts. */
        default Object lane() {
            return getClass();
        }
    }

    /** @param unique whether the bytes are wanted that only one image needs */
    record ListImages(long request, boolean unique) implements Ask {}

    /** What the images take on the disk, once they are listed. */
    record MeasureImages(long request) implements Ask {}

    /** What is in a directory of this machine; asked while its name is typed. */
    record ListDirectory(long request, String directory) implements Ask {}

    /** Whether the file of a save is there already; {@link Event.SaveChecked} answers. */
    record CheckSave(long request, Job.Save job) implements Ask {}

    /** Whether paths are what they must be; {@link Event.PathsChecked} answers. */
    record CheckPaths(long request, List<PathWish> paths) implements Ask {}

    record LoadHistory(long request, String image) implements Ask {}

    /**
     * The history with the layers measured that are not yet; {@link Event.LayersMeasured} answers,
     * {@link Event.LayerMeasured} comes before it.
     */
    record MeasureLayers(long request, String image) implements Ask {}

    record LoadDetails(long request, String image) implements Ask {}

    record Search(long request, SearchRequest what) implements Ask {}

    /**
     * The files of an image; {@link Event.FilesRead} answers, {@link Event.FilesGrew} comes before it.
     *
     * @param known only if they were read before
     * @param step which step of the history is to be shown, the newest is 0; -1 for the topmost layer
     */
    record ReadFiles(long request, String image, boolean known, int step) implements Ask {}

    /** The same of one layer of an image in its registry. */
    record ReadRemoteFiles(long request, FilesSource.Remote source) implements Ask {}

    /** The same image up to another layer. */
    record MergeFiles(long request, FilesModel model, int layer) implements Ask {}

    /** What is read so far, while the rest is being read; {@link Event.FilesMerged} answers. */
    record MergeParts(long request, FilesParts parts) implements Ask {}

    /** The rows of a large tree. */
    record ArrangeFiles(long request, Tree tree, TreeShape shape) implements Ask {
        @Override
        public Object lane() {
            return tree;
        }
    }

    /** Config and layers of two images, and their files where all layers have been read before. */
    record CompareImages(long request, DiffSide left, DiffSide right) implements Ask {}

    /** The files of two images; {@link Event.FilesCompared} answers. */
    record CompareFiles(long request, ImageDiff diff) implements Ask {}

    /** @param layer of the image, the lowest is 0 */
    record ViewFile(long request, FilesSource source, int layer, String path) implements Ask {}

    /** The layers of an image in its registry. */
    record ListRemoteLayers(long request, Reference reference) implements Ask {}

    record ListTags(long request, Reference repository) implements Ask {}

    /** The tags of a repository for who typed one that it has not; beside what the Tags tab asks for. */
    record OfferTags(long request, Reference repository) implements Ask {}

    /** The containers of an image, by its ID, and of the images built on it. */
    record ListContainers(long request, String image) implements Ask {}

    /** What a container wrote and writes, until it ends or until this is forgotten. */
    record ReadLog(long request, String container) implements Ask {}

    /** What was found by earlier checks. */
    record LoadUpdates(long request) implements Ask {}

    /** Asks registries which of all names here moved; {@link Event.UpdateHeard} tells how far it is. */
    record CheckUpdates(long request) implements Ask {}

    /** Which containers run an image that has lost its name to another. */
    record FindRunning(long request, String name, ImageId image) implements Ask {
        @Override
        public Object lane() {
            return this;
        }
    }

    record Describe(long request, Reference reference) implements Ask {}

    record ReadUsage(long request) implements Ask {}

    /** What both prunes would do is asked at once. */
    record PlanPrune(long request, PruneRequest what) implements Ask {
        @Override
        public Object lane() {
            return what;
        }
    }

    /** What is in the trash. */
    record ReadTrash(long request) implements Ask {}

    /** What can be taken back, to choose of it. */
    record ListUndo(long request) implements Ask {}

    record ListPlaces(long request) implements Ask {}

    /** Who answers there; all places are asked at once. */
    record ProbePlace(long request, Place place) implements Ask {
        @Override
        public Object lane() {
            return this;
        }
    }

    record PlanPull(long request, PullRequest what) implements Ask {}

    record PlanRemoval(long request, RemoveRequest what) implements Ask {}

    /** What the removal of all that is marked would do; asked while they are marked, beside any other removal. */
    record WeighMarks(long request, List<String> images) implements Ask {}

    /** What a rule would take away, of the images as they are at a moment. */
    record PlanKeep(long request, KeepRule rule, Instant now) implements Ask {}

    /** Nobody waits for this answer any more. */
    record Forget(long request) implements Effect {}

    record StartPull(long transfer, PullRequest what) implements Effect {}

    /** Any other job than a pull. */
    record StartJob(long transfer, Job job) implements Effect {}

    record CancelTransfer(long transfer) implements Effect {}

    /** Asks where the transfers without a screen stand; told again and again as long as one of them runs. */
    record WatchBackground() implements Effect {}

    record CancelBackground(String id) implements Effect {}

    /** What came of it was seen: it need not be kept. */
    record DismissBackground(String id) implements Effect {}

    record TagImage(String image, Reference target) implements Effect {}

    /** Each image gets another name. */
    record TagImages(List<TagImage> all) implements Effect {
        public TagImages {
            all = List.copyOf(all);
        }
    }

    record Remove(RemoveRequest what) implements Effect {}

    /** @param name what the container is called when it is told what became of it */
    record ChangeContainer(ContainerChange change, String container, String name) implements Effect {}

    /** Takes what blocks a removal out of the way, step by step, and then removes. */
    record ClearAndRemove(List<ClearStep> steps, RemoveRequest what) implements Effect {}

    record Prune(PruneRequest what) implements Effect {}

    /** Takes away what of the build cache nothing needs. */
    record PruneCache() implements Effect {}

    /** Takes away what a rule lets go. */
    record Keep(KeepPlan what) implements Effect {}

    /** What can be taken back, to take the newest; {@link Event.UndoFound} answers. */
    record FindUndo() implements Effect {}

    record TakeBack(Undoable change) implements Effect {}

    record EmptyTrash() implements Effect {}

    /** Starts a container in the background. */
    record RunDetached(RunRequest what) implements Effect {}

    /** @param name what the container is called when it is told what became of it */
    record Commit(CommitRequest what, String name) implements Effect {}

    record LogIn(LoginRequest what) implements Effect {}

    /** Runs a program of the person's own beside the app. */
    record RunAside(Program program) implements Effect {}

    /** What the loop does, which owns the terminal. */
    sealed interface OnTerminal extends Effect {}

    /** Gives the terminal to a container until that ends or is let go of. */
    sealed interface Lend extends OnTerminal {}

    /** Gives the terminal to a shell in a running container until that ends. */
    record Shell(String container, String name) implements Lend {}

    /** Gives the terminal to a new container until that ends. */
    record RunInTerminal(RunRequest what) implements Lend {}

    /** Copies to the clipboard of whoever sits at the terminal. */
    record Copy(String text) implements OnTerminal {}

    /** Gives the terminal back to the shell until it calls the program to the foreground again. */
    record Suspend() implements OnTerminal {}

    /** Lets a program of the person's own have the terminal until it ends. */
    record RunOnTerminal(Program program) implements OnTerminal {}

    /** Lets the person's editor have the settings file, and reads it again. */
    record EditSettings() implements OnTerminal {}

    /** Reads the settings file again. @param asked whether somebody waits to hear of it, also if nothing changed */
    record ReadSettings(boolean asked) implements OnTerminal {}

    /** Keeps the columns that were chosen; none to go by the settings file again. */
    record KeepColumns(List<ImageColumn> columns) implements OnTerminal {}

    /** Paints every cell anew, whatever the terminal shows. */
    record Repaint() implements OnTerminal {}

    /** Opens the image service again, which could not be opened. */
    record OpenService() implements Effect {}

    /** Opens another place; only when it is open the one before is closed. */
    record SwitchBackend(BackendChoice choice) implements Effect {}

    /** @param keep whether what can go on without a screen does */
    record Quit(boolean keep) implements OnTerminal {
        public Quit() {
            this(false);
        }
    }
}
