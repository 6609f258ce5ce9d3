package dev.jimg.tui.run;

import dev.jimg.files.LayerFiles;
import dev.jimg.service.Failure;
import dev.jimg.service.HistoryRow;
import dev.jimg.service.ImageService;
import dev.jimg.service.diff.ImageDiff;
import dev.jimg.service.files.FileContent;
import dev.jimg.service.files.FilesProgress;
import dev.jimg.service.files.ImageFiles;
import dev.jimg.service.files.LayersSoFar;
import dev.jimg.transfer.Cancellation;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.FileRows;
import dev.jimg.tui.state.FilesModel;
import dev.jimg.tui.state.FilesParts;
import dev.jimg.tui.state.FilesSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds out what the Files tab wants to know, and does what would keep the screen waiting. */
final class FileAnswers {

    private FileAnswers() {}

    /** The answer; empty if it is another's question. */
    static Optional<Event> answer(ImageService images, Effect.Ask ask, Mailbox mailbox, Cancellation cancellation) {
        long request = ask.request();
        if (ask instanceof Effect.ReadFiles read) {
            return Optional.of(new Event.FilesRead(request, read(images, read, mailbox, cancellation)));
        }
        if (ask instanceof Effect.ReadRemoteFiles read) {
            FilesSource.Remote source = read.source();
            String step = source.image().layers().get(source.layer()).createdBy();
            LayerFiles files = images.files().readRemote(source.image(), source.layer(), told(request, mailbox),
                    part -> mailbox.post(new Event.FilesGrew(request, FilesParts.begun(part, step))), cancellation);
            warn(images, mailbox);
            return Optional.of(new Event.FilesRead(request, Optional.of(FilesModel.of(files, step))));
        }
        if (ask instanceof Effect.MergeFiles merge) {
            return Optional.of(new Event.FilesRead(request, Optional.of(merge.model().upTo(merge.layer()))));
        }
        if (ask instanceof Effect.MergeParts merge) {
            return Optional.of(new Event.FilesMerged(request, FilesModel.of(merge.parts())));
        }
        if (ask instanceof Effect.ArrangeFiles arrange) {
            return Optional.of(new Event.FilesArranged(request, FileRows.of(arrange.tree(), arrange.shape())));
        }
        if (ask instanceof Effect.ViewFile view) {
            return Optional.of(new Event.FileViewed(request, FileTexts.of(content(images, view, cancellation))));
        }
        if (ask instanceof Effect.CompareImages compare) {
            ImageDiff diff = images.diffs().diff(compare.left(), compare.right(), cancellation);
            return Optional.of(new Event.ImagesCompared(request, diff, images.diffs().known(diff)));
        }
        if (ask instanceof Effect.CompareFiles compare) {
            return Optional.of(new Event.FilesCompared(request,
                    images.diffs().files(compare.diff(), told(request, mailbox), cancellation)));
        }
        if (ask instanceof Effect.ListRemoteLayers list) {
            return Optional.of(new Event.RemoteLayersListed(request,
                    images.files().remote(list.reference(), Optional.empty(), cancellation)));
        }
        return Optional.empty();
    }

    private static Optional<FilesModel> read(ImageService images, Effect.ReadFiles read, Mailbox mailbox,
            Cancellation cancellation) {
        ImageFiles files = images.files();
        if (read.known()) {
            return files.known(read.image())
                    .map(known -> FilesModel.of(known, steps(images, read.image()), read.step()));
        }
        List<HistoryRow> history = steps(images, read.image());
        LayersSoFar layers = files.read(read.image(), FilesParts.wanted(history, read.step()),
                told(read.request(), mailbox), parts -> mailbox.post(new Event.FilesGrew(read.request(),
                        FilesParts.of(parts, history, read.step()))), cancellation);
        warn(images, mailbox);
        return Optional.of(FilesModel.of(FilesParts.of(layers, history, read.step())));
    }

    /** None where they cannot be read: Podman 4.3 tells no history of an image without a date, and has its files. */
    private static List<HistoryRow> steps(ImageService images, String image) {
        try {
            return images.steps(image);
        } catch (Failure e) {
            return List.of();
        }
    }

    private static void warn(ImageService images, Mailbox mailbox) {
        images.files().notKept().ifPresent(kept -> mailbox.post(new Event.NotKept(new Failure(Failure.Kind.DISK,
                "remember what was read in", kept.place(), kept.why(), "Until it can be written, files are read anew each"
                + " time. XDG_CACHE_HOME names another place."))));
    }

    private static Consumer<FilesProgress> told(long request, Mailbox mailbox) {
        return progress -> mailbox.post(new Event.FilesMoved(request, progress));
    }

    private static FileContent content(ImageService images, Effect.ViewFile view, Cancellation cancellation) {
        return view.source() instanceof FilesSource.Remote remote
                ? images.files().viewRemote(remote.image(), view.layer(), view.path(), cancellation)
                : images.files().view(((FilesSource.Local) view.source()).image().target(), view.layer(), view.path(),
                        cancellation);
    }
}
