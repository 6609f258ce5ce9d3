package dev.jimg.backend.store;

import dev.jimg.backend.shared.ServiceWork;
import dev.jimg.config.Environment;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.ImageEvent;
import dev.jimg.service.archive.ArchiveProgress;
import dev.jimg.service.archive.Archives;
import dev.jimg.service.archive.ImportRequest;
import dev.jimg.service.archive.ImportSource;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.service.archive.LoadResult;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.store.ImageStore;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;

/** Images as files, with the embedded store. */
final class StoreArchives implements Archives {

    private final ImageStore store;
    private final LayerInspector inspector;
    private final ChangeFeed changes;
    private final Environment environment;
    private final Clock clock;
    private final ServiceWork work;

    StoreArchives(ImageStore store, LayerInspector inspector, ChangeFeed changes, Environment environment,
            Clock clock, ServiceWork work) {
        this.store = store;
        this.inspector = inspector;
        this.changes = changes;
        this.environment = environment;
        this.clock = clock;
        this.work = work;
    }

    @Override
    public void save(SaveRequest request, OutputStream out, Consumer<ArchiveProgress> progress,
            Cancellation cancellation) {
        work.run("save", String.join(", ", request.images()), cancellation, linked -> {
            new Saver(store, inspector, new ArchiveReports(progress), linked).save(request, out);
            return null;
        });
    }

    @Override
    public void saveFile(SaveRequest request, Path file, Consumer<ArchiveProgress> progress,
            Cancellation cancellation) {
        work.run("save", String.join(", ", request.images()), cancellation, linked -> {
            new Saver(store, inspector, new ArchiveReports(progress), linked).saveFile(request, file);
            return null;
        });
    }

    @Override
    public LoadResult load(LoadRequest request, InputStream in, Consumer<ArchiveProgress> progress,
            Cancellation cancellation) {
        return told(work.run("load the archive", "", cancellation, linked ->
                new Loader(store, inspector, new ArchiveReports(progress), linked).load(request, in)));
    }

    @Override
    public LoadResult load(LoadRequest request, FileChannel file, Consumer<ArchiveProgress> progress,
            Cancellation cancellation) {
        return told(work.run("load the archive", "", cancellation, linked ->
                new Loader(store, inspector, new ArchiveReports(progress), linked).load(request, file)));
    }

    private LoadResult told(LoadResult result) {
        result.images().forEach(loaded -> changes.tell(ImageEvent.Kind.PULLED, loaded.name().map(Reference::familiar)
                .orElseGet(() -> loaded.id().orElseThrow().toString())));
        return result;
    }

    @Override
    public ImageId importImage(ImportRequest request, ImportSource source, Consumer<ArchiveProgress> progress,
            Cancellation cancellation) {
        ImageId id = work.run("import", "", cancellation, linked -> {
            Importer importer = new Importer(store, clock, inspector.watches().get(), new ArchiveReports(progress), linked);
            if (source instanceof ImportSource.Url url) {
                return importUrl(importer, request, url.url(), linked);
            }
            return importer.take(request, "-", ((ImportSource.Stream) source).in());
        });
        changes.tell(ImageEvent.Kind.PULLED,
                request.target().map(target -> target.orLatest().familiar()).orElse(id.toString()));
        return id;
    }

    private ImageId importUrl(Importer importer, ImportRequest request, String url, Cancellation linked) {
        try (InputStream body = new UrlSource(environment).open(url, linked)) {
            return importer.take(request, UrlSource.shown(url), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
