package dev.jimg.tui.run;

import dev.jimg.service.Copies;
import dev.jimg.service.CopyResult;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.PushName;
import dev.jimg.service.PushResult;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.service.archive.ArchiveProgress;
import dev.jimg.service.archive.ImportRequest;
import dev.jimg.service.archive.ImportSource;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.service.archive.LoadResult;
import dev.jimg.transfer.Cancellation;
import dev.jimg.tui.state.ByteCount;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Job;
import dev.jimg.tui.state.Pushed;
import dev.jimg.tui.state.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Does what has a line among the transfers, pulls aside. */
final class Jobs {

    private final Mailbox mailbox;
    private final Supplier<Copies> copies;

    /** @param copies between places, of which one is where the app is */
    Jobs(Mailbox mailbox, Supplier<Copies> copies) {
        this.mailbox = mailbox;
        this.copies = copies;
    }

    /** Waits for the end of a job. @return what its line says then */
    Text run(ImageService images, long transfer, Job job, Cancellation cancellation) {
        Consumer<TransferEvent> events = event -> mailbox.post(new Event.TransferMoved(transfer, event));
        if (job instanceof Job.Push push) {
            return push(images, push, events, cancellation);
        }
        if (job instanceof Job.Copy copy) {
            CopyResult result = copies.get().copy(copy.what(), events, cancellation);
            return result.moved() < 0 ? Text.of("job.copied", result.name().familiar())
                    : Text.of("job.copied-moved", result.name().familiar(), new ByteCount(result.moved()));
        }
        Consumer<ArchiveProgress> progress = moved -> events.accept(layer(moved));
        if (job instanceof Job.Save save) {
            images.archives().saveFile(save.what(), UserPath.of(save.file()), progress, cancellation);
            return Text.of("job.saved", new ByteCount(size(save.file())));
        }
        if (job instanceof Job.Load load) {
            return load(images, load, progress, cancellation);
        }
        if (job instanceof Job.Import in) {
            return importImage(images, in, progress, cancellation);
        }
        if (job instanceof Job.Verify verify) {
            return VerifyJob.run(images, verify, events, cancellation);
        }
        return BuildJob.run(images, transfer, (Job.Build) job, mailbox, cancellation);
    }

    private static Text push(ImageService images, Job.Push push, Consumer<TransferEvent> events,
            Cancellation cancellation) {
        PushResult result = PushName.during(images, push.what(), push.image(),
                () -> images.push(push.what(), events, cancellation));
        return Pushed.text(result);
    }

    private static Text load(ImageService images, Job.Load load, Consumer<ArchiveProgress> progress,
            Cancellation cancellation) {
        AtomicInteger count = new AtomicInteger();
        String[] first = {""};
        reading("load", load.file(), in -> {
            LoadResult result = images.archives().load(LoadRequest.EVERYTHING, in, progress, cancellation);
            count.set(result.images().size());
            result.images().stream().findFirst().ifPresent(one -> first[0] = one.name().map(name -> name.familiar())
                    .orElseGet(() -> one.id().map(id -> id.shortHex()).orElse("")));
        });
        return Text.count("job.loaded", count.get(), first[0]);
    }

    private static Text importImage(ImageService images, Job.Import job, Consumer<ArchiveProgress> progress,
            Cancellation cancellation) {
        ImportRequest request = new ImportRequest(job.target(), List.of(), "", Optional.empty());
        String[] id = {""};
        Consumer<ImportSource> work = source ->
                id[0] = images.archives().importImage(request, source, progress, cancellation).shortHex();
        if (job.source().startsWith("http://") || job.source().startsWith("https://")) {
            work.accept(new ImportSource.Url(job.source()));
        } else {
            reading("import", job.source(), in -> work.accept(new ImportSource.Stream(in)));
        }
        return Text.of("job.imported", id[0]);
    }

    /** Opens a file for as long as something reads it. */
    private static void reading(String operation, String file, Consumer<InputStream> work) {
        try (InputStream in = Files.newInputStream(UserPath.of(file))) {
            work.accept(in);
        } catch (NoSuchFileException e) {
            throw new Failure(Failure.Kind.NOT_FOUND, operation, file, "there is no such file", "Is the path right?", e);
        } catch (AccessDeniedException e) {
            throw new Failure(Failure.Kind.DENIED, operation, file, "it may not be read", "Ask its owner.", e);
        } catch (IOException e) {
            throw new Failure(Failure.Kind.DISK, operation, file, String.valueOf(e.getMessage()), "", e);
        }
    }

    private static long size(String file) {
        try {
            return Files.size(UserPath.of(file));
        } catch (IOException e) {
            return 0;
        }
    }

    private static LayerProgress layer(ArchiveProgress moved) {
        boolean done = moved.total() >= 0 && moved.done() >= moved.total();
        return new LayerProgress(moved.item(), done ? Phase.COMPLETE : Phase.DOWNLOADING, moved.done(), moved.total());
    }
}
