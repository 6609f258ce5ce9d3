package dev.jimg.service;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.service.archive.ArchiveProgress;
import dev.jimg.service.archive.ImportRequest;
import dev.jimg.service.archive.ImportSource;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.service.archive.LoadResult;
import dev.jimg.service.build.BuildContext;
import dev.jimg.service.build.BuildEvent;
import dev.jimg.service.build.BuildRequest;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does a transfer: the same with a screen and without one. */
public final class TransferWork {

    private final ImageService images;
    private final Supplier<Copies> copies;
    private final Consumer<TransferEvent> events;
    private final Consumer<BuildEvent> output;
    private final Cancellation cancellation;

    /**
     * @param copies asked only for a copy
     * @param events hears how far it is, as of {@link ImageService#pull}
     * @param output hears what a build says
     */
    public TransferWork(ImageService images, Supplier<Copies> copies, Consumer<TransferEvent> events,
            Consumer<BuildEvent> output, Cancellation cancellation) {
        this.images = images;
        this.copies = copies;
        this.events = events;
        this.output = output;
        this.cancellation = cancellation;
    }

    /**
     * Waits for its end.
     *
     * @throws Failure if it could not be done
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public TransferOutcome run(BackgroundWish wish) {
        if (wish instanceof BackgroundWish.Pull pull) {
            return new TransferOutcome.Pulled(images.pull(pull.what(), events, cancellation));
        }
        if (wish instanceof BackgroundWish.Push push) {
            return new TransferOutcome.Pushed(PushName.during(images, push.what(), push.image(),
                    () -> images.push(push.what(), events, cancellation)));
        }
        if (wish instanceof BackgroundWish.Copy copy) {
            return new TransferOutcome.Copied(copies.get().copy(copy.what(), events, cancellation));
        }
        if (wish instanceof BackgroundWish.Save save) {
            images.archives().saveFile(save.what(), save.file(), this::moved, cancellation);
            return new TransferOutcome.Saved(size(save.file()));
        }
        if (wish instanceof BackgroundWish.Load load) {
            return loaded(reading("load", load.file(), file ->
                    images.archives().load(LoadRequest.EVERYTHING, file, this::moved, cancellation)));
        }
        if (wish instanceof BackgroundWish.Import in) {
            return new TransferOutcome.Imported(in.fromUrl() ? imported(in, new ImportSource.Url(in.source()))
                    : reading("import", Path.of(in.source()), file ->
                            imported(in, new ImportSource.Stream(Channels.newInputStream(file)))));
        }
        return build((BackgroundWish.Build) wish);
    }

    private ImageId imported(BackgroundWish.Import wish, ImportSource source) {
        ImportRequest request = new ImportRequest(wish.target(), List.of(), "", Optional.empty());
        return images.archives().importImage(request, source, this::moved, cancellation);
    }

    private TransferOutcome build(BackgroundWish.Build wish) {
        BuildRequest request = new BuildRequest(new BuildContext.Directory(wish.directory()), wish.dockerfile(),
                wish.tags(), Map.of(), Map.of(), Optional.empty(), false, false, Optional.empty(), "default");
        BuildSteps steps = new BuildSteps(events);
        ImageId image = images.builds().build(request, event -> {
            steps.hear(event);
            output.accept(event);
        }, cancellation).image();
        steps.settle();
        return new TransferOutcome.Built(image);
    }

    private void moved(ArchiveProgress moved) {
        boolean done = moved.total() >= 0 && moved.done() >= moved.total();
        events.accept(new LayerProgress(moved.item(), done ? Phase.COMPLETE : Phase.DOWNLOADING, moved.done(),
                moved.total()));
    }

    private static TransferOutcome loaded(LoadResult result) {
        String first = result.images().stream().findFirst().map(one -> one.name().map(Reference::familiar)
                .orElseGet(() -> one.id().map(ImageId::shortHex).orElse(""))).orElse("");
        return new TransferOutcome.Loaded(result.images().size(), first);
    }

    /** Opens a file for as long as something reads it. */
    private static <T> T reading(String operation, Path file, Function<FileChannel, T> work) {
        try (FileChannel in = FileChannel.open(file)) {
            return work.apply(in);
        } catch (NoSuchFileException e) {
            throw new Failure(Failure.Kind.NOT_FOUND, operation, file.toString(), "there is no such file",
                    "Is the path right?", e);
        } catch (AccessDeniedException e) {
            throw new Failure(Failure.Kind.DENIED, operation, file.toString(), "it may not be read", "Ask its owner.",
                    e);
        } catch (IOException e) {
            throw new Failure(Failure.Kind.DISK, operation, file.toString(), String.valueOf(e.getMessage()), "", e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
