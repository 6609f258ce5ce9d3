package dev.jimg.backend.engine;

import dev.jimg.backend.shared.Failures;
import dev.jimg.backend.shared.FileErrors;
import dev.jimg.backend.shared.ServiceWork;
import dev.jimg.engine.ArchiveApi;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineException;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.archive.ArchiveProgress;
import dev.jimg.service.archive.Archives;
import dev.jimg.service.archive.ImportRequest;
import dev.jimg.service.archive.ImportSource;
import dev.jimg.service.archive.LayerPacking;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.service.archive.LoadResult;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.NewFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Images as files, with an engine: the bytes go through as they come, and nothing is kept here. */
final class EngineArchives implements Archives {

    private static final String SAVE = "save";
    private static final String LOAD = "load images";
    private static final String IMPORT = "import an image";
    private static final String LOOK = "«jimg-tui images» lists what is here; then try again.";

    /** What progress calls an archive as a whole. */
    static final String WHOLE = "archive";

    private final EngineClient engine;
    private final EngineLookup lookup;
    private final ServiceWork work;

    EngineArchives(EngineClient engine, EngineLookup lookup, ServiceWork work) {
        this.engine = engine;
        this.lookup = lookup;
        this.work = work;
    }

    @Override
    public void save(SaveRequest request, OutputStream out, Consumer<ArchiveProgress> progress,
            Cancellation cancellation) {
        String subject = String.join(", ", request.images());
        work.run(SAVE, subject, cancellation, linked -> {
            try {
                write(request, out, progress, linked);
                return null;
            } catch (UncheckedIOException e) {
                throw unwritable(subject, e.getCause());
            }
        });
    }

    @Override
    public void saveFile(SaveRequest request, Path file, Consumer<ArchiveProgress> progress,
            Cancellation cancellation) {
        String subject = String.join(", ", request.images());
        work.run(SAVE, subject, cancellation, linked -> {
            try {
                NewFile.write(file, (channel, regular) ->
                        write(request, Channels.newOutputStream(channel), progress, linked));
                return null;
            } catch (UncheckedIOException e) {
                throw FileErrors.of("write", file.toString(), e.getCause());
            } catch (IOException e) {
                throw FileErrors.of("write", file.toString(), e);
            }
        });
    }

    private void write(SaveRequest request, OutputStream out, Consumer<ArchiveProgress> progress,
            Cancellation cancellation) {
        ArchiveApi api = engine.archives();
        if (request.format() == SaveRequest.Format.OCI && !api.savesLayouts()) {
            lookup.with(SAVE, loneOci(request), named -> {
                api.saveOci(named, out, done -> progress.accept(new ArchiveProgress(WHOLE, done, -1)), cancellation);
                return null;
            });
            return;
        }
        api.save(engine.version().podman() ? withAllTags(request.images()) : request.images(), request.platform(), out,
                done -> progress.accept(new ArchiveProgress(WHOLE, done, -1)), cancellation);
    }

    /** The image of a request for an OCI archive, where the engine can write one. */
    private String loneOci(SaveRequest request) {
        if (!engine.version().podman()) {
            throw new Failure(Failure.Kind.UNSUPPORTED, SAVE, String.join(", ", request.images()),
                    engine.version().product() + " writes docker-archives only; from Docker 25 on they are OCI archives"
                    + " too", "Leave out the format, or copy the image to the embedded store and save it from there.");
        }
        if (request.images().size() != 1 || request.platform().isPresent()) {
            throw new Failure(Failure.Kind.UNSUPPORTED, SAVE, String.join(", ", request.images()),
                    "Podman writes one image to an OCI archive, for the platform it has", "Save them one by one.");
        }
        return request.images().get(0);
    }

    /** Podman takes a bare repository for its latest tag; docker and all else here, for all its tags. */
    private List<String> withAllTags(List<String> images) {
        List<String> result = new ArrayList<>();
        for (String image : images) {
            Optional<Reference> repository = Reference.tryParse(image).filter(Reference::isNameOnly);
            List<String> tags = repository.map(this::tags).orElse(List.of());
            result.addAll(tags.isEmpty() ? List.of(lookup.meant(SAVE, image)) : tags);
        }
        return result;
    }

    private List<String> tags(Reference repository) {
        return engine.images(false, false, Map.of()).stream().flatMap(image -> image.tags().stream())
                .filter(tag -> tag.name().equals(repository.name())).map(Reference::toString).distinct().toList();
    }

    @Override
    public LoadResult load(LoadRequest request, InputStream in, Consumer<ArchiveProgress> progress,
            Cancellation cancellation) {
        if (request.packing() != LayerPacking.NONE) {
            throw new Failure(Failure.Kind.UNSUPPORTED, LOAD, "", "an engine keeps layers its own way",
                    "Leave --compression-format out, or load into the embedded store with --store.");
        }
        return work.run(LOAD, "", cancellation, linked -> {
            EngineAnswers answers = new EngineAnswers(progress);
            try {
                engine.archives().load(EngineTars.readable(in, engine.version()), request.platform(),
                        sent -> progress.accept(new ArchiveProgress(WHOLE, sent, -1)), answers::accept, linked);
            } catch (UncheckedIOException e) {
                throw unreadable(LOAD, e.getCause());
            } catch (IOException e) {
                throw unreadable(LOAD, e);
            } catch (EngineException e) {
                throw explained(e);
            }
            return answers.loaded();
        });
    }

    @Override
    public ImageId importImage(ImportRequest request, ImportSource source, Consumer<ArchiveProgress> progress,
            Cancellation cancellation) {
        return work.run(IMPORT, "", cancellation, linked -> {
            EngineAnswers answers = new EngineAnswers(progress);
            try {
                Optional<String> url = source instanceof ImportSource.Url given ? Optional.of(given.url())
                        : Optional.empty();
                InputStream in = source instanceof ImportSource.Stream given
                        ? EngineTars.readable(given.in(), engine.version()) : InputStream.nullInputStream();
                engine.archives().importImage(url, in, request.target(), request.changes(), request.message(),
                        request.platform().map(Platform::toString),
                        sent -> progress.accept(new ArchiveProgress(WHOLE, sent, -1)), answers::accept, linked);
            } catch (UncheckedIOException e) {
                throw unreadable(IMPORT, e.getCause());
            } catch (IOException e) {
                throw unreadable(IMPORT, e);
            }
            return imported(answers.last(), engine.where());
        });
    }

    private static ImageId imported(String answer, String where) {
        try {
            return ImageId.parse(answer);
        } catch (MalformedException e) {
            throw new Failure(Failure.Kind.REMOTE, IMPORT, "", "the engine at " + where + " did not say which image it made",
                    LOOK, e);
        }
    }

    /** Docker before 25 looks for a docker-archive's files, whatever it is given. */
    private Failure explained(EngineException e) {
        Failure failure = Failures.of(LOAD, "", e);
        boolean foreign = e.why().startsWith("open ") && e.why().endsWith("no such file or directory");
        return !foreign || engine.version().podman() ? failure
                : new Failure(Failure.Kind.INVALID, LOAD, "", "it is no docker-archive, and " + engine.version().product()
                        + " reads no other (" + e.why() + ")", "Docker 25 and Podman read OCI archives, and so does the"
                        + " embedded store (--store); for a root file system there is «import».", e)
                        .spelledAs(e.verbatim());
    }

    private static Failure unwritable(String subject, IOException e) {
        return new Failure(Failure.Kind.DISK, SAVE, subject, "the archive cannot be written (" + reason(e) + ")",
                "Nothing of it was kept.", e);
    }

    private static Failure unreadable(String operation, IOException e) {
        return new Failure(Failure.Kind.INVALID, operation, "", "the archive cannot be read (" + reason(e) + ")", "", e);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
