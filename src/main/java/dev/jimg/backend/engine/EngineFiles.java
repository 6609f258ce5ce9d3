package dev.jimg.backend.engine;

import dev.jimg.archive.ArchiveException;
import dev.jimg.archive.Compression;
import dev.jimg.archive.LayerLimits;
import dev.jimg.archive.LayerStream;
import dev.jimg.backend.shared.FilesWork;
import dev.jimg.backend.shared.LayerReader;
import dev.jimg.backend.shared.LayersReading;
import dev.jimg.backend.shared.RegistrySide;
import dev.jimg.backend.shared.ServiceWork;
import dev.jimg.engine.BytesReader;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineException;
import dev.jimg.engine.EngineImageDetails;
import dev.jimg.fileindex.FileFinder;
import dev.jimg.fileindex.ImageTar;
import dev.jimg.fileindex.IndexedTar;
import dev.jimg.fileindex.LayerIndexer;
import dev.jimg.fileindex.TappedInput;
import dev.jimg.files.LayerFiles;
import dev.jimg.files.Overlay;
import dev.jimg.oci.DiffId;
import dev.jimg.service.Failure;
import dev.jimg.service.files.FileContent;
import dev.jimg.service.files.FilesProgress;
import dev.jimg.service.files.ImageContents;
import dev.jimg.service.files.LayersSoFar;
import dev.jimg.tar.TarException;
import dev.jimg.transfer.Cancellation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The files of an engine's images. An engine hands out no single layer: all that are not known are read in one pass over
 * the image as it saves it, and what goes by is told by its digest. One file is had for less: of a container that is made
 * and never started, as long as no higher layer lies over it.
 *
 * <p>Docker 20.10 and podman 4.3 write the whole archive to a disk of theirs before they send its first byte (of 204 MB
 * after 1.05 of 1.64 s, and after 7.3 of 8.3 s). Who waits for it sees what {@link EnginePreview} shows. Nothing is kept
 * here of what they send, and the connection is closed behind the last layer that was missing.
 */
final class EngineFiles extends FilesWork {

    private final EngineClient engine;
    private final EngineLookup lookup;

    EngineFiles(EngineClient engine, EngineLookup lookup, RegistrySide side, ServiceWork work) {
        super(side, work);
        this.engine = engine;
        this.lookup = lookup;
    }

    @Override
    public Optional<ImageContents> known(String image) {
        return work.run(OPERATION, image, Cancellation.none(),
                linked -> layers.known(details(image).layers()).map(ImageContents::new));
    }

    @Override
    public ImageContents read(String image, Consumer<FilesProgress> progress, Cancellation cancellation) {
        return work.run(OPERATION, image, cancellation,
                linked -> read(image, -1, progress, Optional.empty(), linked).contents());
    }

    @Override
    public LayersSoFar read(String image, int first, Consumer<FilesProgress> progress, Consumer<LayersSoFar> parts,
            Cancellation cancellation) {
        return work.run(OPERATION, image, cancellation,
                linked -> read(image, first, progress, Optional.of(parts), linked).result());
    }

    private LayersReading<DiffId> read(String image, int first, Consumer<FilesProgress> progress,
            Optional<Consumer<LayersSoFar>> parts, Cancellation cancellation) {
        EngineImageDetails details = details(image);
        List<DiffId> all = details.layers();
        LayersReading<DiffId> reading = new LayersReading<>(all, parts);
        all.forEach(layer -> layers.cache().get(layer).ifPresent(known -> reading.known(layer, known)));
        Set<DiffId> missing = new LinkedHashSet<>(reading.missing());
        if (missing.isEmpty()) {
            return reading;
        }
        progress.accept(FilesProgress.preparing(engine.version().podman() ? "podman" : "docker", details.size()));
        reading.tell();
        DiffId wanted = all.get(first >= 0 && first < all.size() ? first : all.size() - 1);
        Optional<EnginePreview> preview = parts.filter(hears -> missing.contains(wanted))
                .flatMap(hears -> EnginePreview.begin(engine, details, reading::together, cancellation));
        try {
            BiConsumer<DiffId, LayerFiles> read = (layer, files) -> {
                reading.read(layer, files);
                preview.filter(shown -> layer.equals(wanted)).ifPresent(EnginePreview::stop);
            };
            pass(details, saved -> readMissing(tapped(saved, details.size(), progress, cancellation), missing, read,
                    cancellation), cancellation);
        } finally {
            preview.ifPresent(EnginePreview::close);
        }
        missing.forEach(layer -> reading.failed(layer, absent(image, layer)));
        return reading;
    }

    /** @param missing becomes less */
    private void readMissing(InputStream saved, Set<DiffId> missing, BiConsumer<DiffId, LayerFiles> read,
            Cancellation cancellation) throws IOException {
        ImageTar parts = new ImageTar(saved, EngineFiles::packed);
        for (Optional<InputStream> part = parts.next(); part.isPresent() && !missing.isEmpty(); part = parts.next()) {
            try (LayerStream tar = LayerStream.open(unclosed(part.get()), LayerLimits.DEFAULT)) {
                IndexedTar index = LayerIndexer.index(tar, missing.iterator().next().digest().algorithm(),
                        layers.cache().feed(), begun -> { }, cancellation);
                if (missing.remove(index.diffId())) {
                    layers.cache().put(index);
                    read.accept(index.diffId(), index.files());
                }
            } catch (TarException | ArchiveException e) {
                // It only began like a layer; if it was one, it stays missing.
            }
        }
    }

    @Override
    public FileContent view(String image, int layer, String path, Cancellation cancellation) {
        return work.run("read the file", LayerReader.text(path), cancellation, linked -> {
            EngineImageDetails details = details(image);
            if (layer == TOGETHER) {
                return LayerReader.content(ofContainer(details, path, linked), path);
            }
            if (layer < 0 || layer >= details.layers().size()) {
                throw new Failure(Failure.Kind.NOT_FOUND, "read the file", LayerReader.text(path),
                        "the image has no layer " + (layer + 1), "It may be another one by now; refresh with R.");
            }
            DiffId wanted = details.layers().get(layer);
            String target = layers.target(wanted, path);
            Optional<Long> size = layers.known(details.layers())
                    .filter(files -> !Overlay.covered(files, layer, target)).map(files -> files.get(layer))
                    .flatMap(files -> files.find(target).map(files::size));
            // Docker lays files of its own over some, such as /etc/hosts: their size is another one.
            Optional<FileFinder.Found> found = size.flatMap(bytes -> ofContainerIfAny(details, target, linked)
                    .filter(file -> file.size() == bytes)).or(() -> ofSaved(details, wanted, target, linked));
            return LayerReader.content(found, path);
        });
    }

    private Optional<FileFinder.Found> ofContainerIfAny(EngineImageDetails image, String path, Cancellation cancellation) {
        try {
            return ofContainer(image, path, cancellation);
        } catch (EngineException e) {
            // Not everyone may make containers.
            return Optional.empty();
        }
    }

    private Optional<FileFinder.Found> ofContainer(EngineImageDetails image, String path, Cancellation cancellation) {
        List<FileFinder.Found> found = new ArrayList<>();
        String name = path.substring(path.lastIndexOf('/') + 1);
        try (FilesContainer container = FilesContainer.of(image, engine.containerEndpoints(), cancellation)) {
            container.readPath(path, tar -> FileFinder.find(tar, name, FileContent.MOST).ifPresent(found::add), cancellation);
        }
        return found.stream().findFirst();
    }

    private Optional<FileFinder.Found> ofSaved(EngineImageDetails image, DiffId wanted, String path,
            Cancellation cancellation) {
        List<FileFinder.Found> found = new ArrayList<>();
        pass(image, saved -> {
            ImageTar parts = new ImageTar(new TappedInput(saved, count -> { }, cancellation), EngineFiles::packed);
            for (Optional<InputStream> part = parts.next(); part.isPresent() && found.isEmpty(); part = parts.next()) {
                try (LayerStream tar = LayerStream.open(unclosed(part.get()), LayerLimits.DEFAULT)) {
                    FileFinder.findIn(tar, wanted, path, FileContent.MOST).ifPresent(found::add);
                } catch (TarException | ArchiveException e) {
                    // It only began like a layer.
                }
            }
        }, cancellation);
        return found.stream().findFirst();
    }

    private void pass(EngineImageDetails image, BytesReader reader, Cancellation cancellation) {
        engine.archives().read(image.id().toString(), reader, cancellation);
    }

    private EngineImageDetails details(String image) {
        return lookup.with(OPERATION, image, engine::inspect);
    }

    /** An engine tells how many bytes an image has, but not how many its archive. */
    private static InputStream tapped(InputStream in, long size, Consumer<FilesProgress> progress,
            Cancellation cancellation) {
        return new TappedInput(in, done -> progress.accept(new FilesProgress(Math.min(done, size), size)), cancellation);
    }

    private static boolean packed(byte[] head) {
        return Compression.of(head, head.length) != Compression.NONE;
    }

    /** The parts of an archive follow one another in one stream. */
    private static InputStream unclosed(InputStream part) {
        return new FilterInputStream(part) {
            @Override
            public void close() {
                // What was not read of it is skipped by who reads the next.
            }
        };
    }

    private static Failure absent(String image, DiffId layer) {
        return new Failure(Failure.Kind.REMOTE, OPERATION, image, "the engine saved it without its layer "
                + layer.digest().shortHex(), "Its log may say why.");
    }
}
