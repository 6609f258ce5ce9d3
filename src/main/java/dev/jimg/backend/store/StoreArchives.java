package dev.jimg.backend.store;

import dev.jimg.backend.shared.Failures;
import dev.jimg.oci.ImageId;
import dev.jimg.service.archive.ArchiveProgress;
import dev.jimg.service.archive.Archives;
import dev.jimg.service.archive.ImportRequest;
import dev.jimg.service.archive.ImportSource;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.service.archive.LoadResult;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.transfer.Cancellation;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Images as files, with the embedded store. */
final class StoreArchives implements Archives {

    @Override
    public void save(SaveRequest request, OutputStream out, Consumer<ArchiveProgress> progress,
            Cancellation cancellation) {
        throw Failures.unsupported("save images", "the embedded store");
    }

    @Override
    public void saveFile(SaveRequest request, Path file, Consumer<ArchiveProgress> progress,
            Cancellation cancellation) {
        throw Failures.unsupported("save images", "the embedded store");
    }

    @Override
    public LoadResult load(LoadRequest request, InputStream in, Consumer<ArchiveProgress> progress,
            Cancellation cancellation) {
        throw Failures.unsupported("load images", "the embedded store");
    }

    @Override
    public ImageId importImage(ImportRequest request, ImportSource source, Consumer<ArchiveProgress> progress,
            Cancellation cancellation) {
        throw Failures.unsupported("import an image", "the embedded store");
    }
}
