package dev.jimg.tui.state;

import dev.jimg.files.TreeDiff;
import dev.jimg.oci.Reference;
import dev.jimg.service.BackendInfo;
import dev.jimg.service.BackgroundTransfer;
import dev.jimg.service.DiskUsage;
import dev.jimg.service.Failure;
import dev.jimg.service.HistoryRow;
import dev.jimg.service.ImageDetails;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.Place;
import dev.jimg.service.PrunePlan;
import dev.jimg.service.PullAllowance;
import dev.jimg.service.PullPlan;
import dev.jimg.service.PullResult;
import dev.jimg.service.RemoteImage;
import dev.jimg.service.RemovalPlan;
import dev.jimg.service.RemovalResult;
import dev.jimg.service.SearchResult;
import dev.jimg.service.SystemUsage;
import dev.jimg.service.TagList;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.Undoable;
import dev.jimg.service.UpdateStatus;
import dev.jimg.service.build.BuildEvent;
import dev.jimg.service.container.ContainerSummary;
import dev.jimg.service.diff.ImageDiff;
import dev.jimg.service.files.FilesProgress;
import dev.jimg.service.files.RemoteContents;
import dev.jimg.service.keep.KeepForecast;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that happened: a key, an answer of the service, a change of the terminal. */
public sealed interface Event {

    /** @param key its name: {@code p}, {@code ctrl+r}, {@code enter}, {@code pgdn} */
    record KeyPressed(String key) implements Event {}

    record TextPasted(String text) implements Event {}

    /** The mouse was used on a cell; the loop, which knows what it drew there, makes {@link Pointed} of it. */
    record MouseUsed(Pointing.Kind kind, int column, int row) implements Event {}

    record Pointed(Pointing what) implements Event {}

    /** The settings file is another than before. */
    record SettingsChanged() implements Event {}

    /**
     * The image list was drawn with other columns than before.
     *
     * @param unique whether the bytes that only one image needs are among them
     */
    record ColumnsDrawn(boolean unique) implements Event {}

    record Resized(ScreenSize size) implements Event {}

    /** The program is to end, because a signal or a closed terminal says so. */
    record ShutdownRequested() implements Event {}

    /** The terminal is back from whom it was lent to. */
    record TerminalReturned() implements Event {}

    /** Time went by, and nothing else happened, while a transfer runs or an answer is owed. */
    record Ticked() implements Event {}

    record BackendOpened(BackendInfo info) implements Event {}

    /** There is no service; the app stays up and says why. */
    record BackendFailed(Failure failure) implements Event {}

    /** The app is somewhere else now: nothing that was shown is there. */
    record BackendSwitched(BackendInfo info) implements Event {}

    record UsageRead(long request, SystemUsage usage) implements Event {}

    record PrunePlanned(long request, PrunePlan plan) implements Event {}

    record KeepPlanned(long request, KeepForecast forecast) implements Event {}

    /** @param bytes that are free only when the trash is emptied */
    record TrashRead(long request, long bytes) implements Event {}

    record UndoListed(long request, List<Undoable> changes) implements Event {}

    /** @param changes what can be taken back, the newest first */
    record UndoFound(List<Undoable> changes) implements Event {}

    record TakenBack(Undoable change) implements Event {}

    record TrashEmptied(long freed) implements Event {}

    record PlacesListed(long request, List<Place> places) implements Event {}

    record PlaceReached(long request, String product) implements Event {}

    /** @param problems what could not be read beside them */
    record ImagesListed(long request, List<ImageSummary> images, List<String> problems) implements Event {
        public ImagesListed(long request, List<ImageSummary> images) {
            this(request, images, List.of());
        }
    }

    /** What the images take on the disk; an engine may need as long for that as for their list. */
    record ImagesMeasured(long request, DiskUsage usage) implements Event {}

    /** The images changed, here or from outside; the list is to be asked for again. */
    record ImagesChanged() implements Event {}

    /** @param names without the directory's; those of directories end with a slash */
    record DirectoryListed(long request, List<String> names) implements Event {}

    /** @param there whether the save would replace a file */
    record SaveChecked(long request, Job.Save job, boolean there) implements Event {}

    /** @param flaw of the first path that is not what it must be */
    record PathsChecked(long request, Optional<PathWish.Flaw> flaw) implements Event {}

    record HistoryLoaded(long request, List<HistoryRow> rows) implements Event {}

    /** The same rows, with one layer more that is measured; others still are. */
    record LayerMeasured(long request, List<HistoryRow> rows) implements Event {}

    /** The same rows, with all that could be measured; a failure if that is not all. */
    record LayersMeasured(long request, List<HistoryRow> rows, Optional<Failure> failure) implements Event {}

    record DetailsLoaded(long request, ImageDetails details) implements Event {}

    record SearchDone(long request, SearchResult result) implements Event {}

    record TagsListed(long request, TagList tags) implements Event {}

    /** @param model empty if the layers have not been read yet, and were not to be */
    record FilesRead(long request, Optional<FilesModel> model) implements Event {}

    /** More layers are read, and others are still to be. */
    record FilesGrew(long request, FilesParts parts) implements Event {}

    /** @param model of what was read when it was asked for */
    record FilesMerged(long request, FilesModel model) implements Event {}

    record FilesMoved(long request, FilesProgress progress) implements Event {}

    record FilesArranged(long request, FileRows rows) implements Event {}

    /** @param files empty if layers would have to be read for them */
    record ImagesCompared(long request, ImageDiff diff, Optional<TreeDiff> files) implements Event {}

    record FilesCompared(long request, TreeDiff files) implements Event {}

    record FileViewed(long request, FileText text) implements Event {}

    record RemoteLayersListed(long request, RemoteContents image) implements Event {}

    record ContainersListed(long request, List<ContainerSummary> containers) implements Event {}

    /** A container wrote more. */
    record LogGrew(long request, String text) implements Event {}

    /** @param total 0 if not known */
    record StepBegan(long transfer, int step, int total, String instruction) implements Event {}

    /** @param step which one of the build; 0 before the first */
    record StepWrote(long transfer, int step, String text) implements Event {}

    record LogEnded(long request) implements Event {}

    /** What was kept of earlier checks, or, {@code fresh}, what the one that is done now has found. */
    record UpdatesKnown(long request, List<UpdateStatus> statuses, boolean fresh) implements Event {}

    /** A check has come so far. */
    record UpdateHeard(long request, UpdateStatus status, int done, int total) implements Event {}

    /** Docker Hub said how many pulls it leaves. */
    record AllowanceHeard(PullAllowance allowance) implements Event {}

    /** @param containers those that run the image that had this name before a pull */
    record StillRunning(long request, String name, List<String> containers) implements Event {}

    record Described(long request, RemoteImage image) implements Event {}

    record PullPlanned(long request, PullPlan plan) implements Event {}

    record RemovalPlanned(long request, RemovalPlan plan) implements Event {}

    /** The request with this number failed. */
    record RequestFailed(long request, Failure failure) implements Event {}

    record TransferMoved(long transfer, TransferEvent event) implements Event {}

    record TransferDone(long transfer, PullResult result) implements Event {}

    /**
     * @param outcome what its line says from now on
     * @param good false where it did its work and found something that is not as it should be
     */
    record JobDone(long transfer, Text outcome, boolean good) implements Event {
        public JobDone(long transfer, Text outcome) {
            this(transfer, outcome, true);
        }
    }

    record TransferFailed(long transfer, Failure failure) implements Event {}

    record TransferCancelled(long transfer) implements Event {}

    /** No other process could go on with this one. */
    record TransferBound(long transfer) implements Event {}

    /**
     * Where the transfers without a screen stand, all there are.
     *
     * @param said what builds among them said since the last time, by their IDs
     */
    record BackgroundListed(List<BackgroundTransfer> all, Map<String, List<BuildEvent>> said) implements Event {
        public BackgroundListed(List<BackgroundTransfer> all) {
            this(all, Map.of());
        }
    }

    record Tagged(String image, Reference target) implements Event {}

    /** Several images were given other names. @param failures of those that were not */
    record TaggedAll(int done, List<Failure> failures) implements Event {}

    record ContainerChanged(ContainerChange change, String name) implements Event {}

    /** A small change is done; the lists are to be read again. */
    record Said(Text what) implements Event {}

    /** Something that takes a while has come so far. */
    record Working(Text what) implements Event {}

    /**
     * The way was cleared, as far as it could be, and what was to be removed after it.
     *
     * @param stopped how many containers
     * @param removed how many containers
     * @param failures of the clearing; those of the removal are in its result
     */
    record Cleared(int stopped, int removed, List<Failure> failures, Removed removal) implements Event {}

    /** @param images how many images went, names and layers not counted */
    record Removed(RemovalResult result, int images) implements Event {}

    /**
     * The settings file was read.
     *
     * @param quiet whether to say so only if there is a problem
     * @param problem the first mistake in it, with all others; the settings are without them
     */
    record SettingsRead(Preferences preferences, boolean quiet, Optional<Failure> problem) implements Event {}

    /**
     * A program of the person's own is done.
     *
     * @param text the end of what it wrote; empty if it had the terminal
     */
    record ProgramEnded(String name, int status, String text, OwnCommand.Output output) implements Event {}

    /** What was read for an answer could not be remembered: each time it is asked for, it will be read again. */
    record NotKept(Failure why) implements Event {}

    /** Something that was asked for without a request number failed. */
    record ActionFailed(Failure failure) implements Event {}
}
