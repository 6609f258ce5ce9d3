package dev.jimg.backend.shared;

import dev.jimg.files.LayerFiles;
import dev.jimg.files.TreeDiff;
import dev.jimg.service.ImageService;
import dev.jimg.service.diff.DiffSide;
import dev.jimg.service.diff.ImageDiff;
import dev.jimg.service.diff.ImageDiffs;
import dev.jimg.service.diff.ImageOutline;
import dev.jimg.service.files.FilesProgress;
import dev.jimg.service.files.ImageContents;
import dev.jimg.service.files.RemoteContents;
import dev.jimg.transfer.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Compares images of any backend, and of registries. */
final class DiffWork implements ImageDiffs {

    static final String OPERATION = "compare";

    private final ImageService images;
    private final Outlines outlines;
    private final ServiceWork work;

    DiffWork(ImageService images, RegistrySide registry, ServiceWork work) {
        this.images = images;
        this.outlines = new Outlines(images, registry);
        this.work = work;
    }

    @Override
    public ImageDiff diff(DiffSide left, DiffSide right, Cancellation cancellation) {
        return work.run(OPERATION, left.name(), cancellation, linked -> {
            ImageOutline before = outlines.of(left, linked);
            linked.check();
            return ImageDiff.of(before, outlines.of(right, linked));
        });
    }

    @Override
    public Optional<TreeDiff> known(ImageDiff diff) {
        if (!known(diff.left()) || !known(diff.right())) {
            return Optional.empty();
        }
        return Optional.of(files(diff, progress -> { }, Cancellation.none()));
    }

    /** Nothing is read for the answer but, of a layer that is known, what is remembered of it. */
    private boolean known(ImageOutline image) {
        return image.remote().map(remote -> remote.layers().stream().allMatch(RemoteContents.RemoteLayer::known))
                .orElseGet(() -> images.files().known(image.id().toString()).isPresent());
    }

    @Override
    public TreeDiff files(ImageDiff diff, Consumer<FilesProgress> progress, Cancellation cancellation) {
        return work.run(OPERATION, diff.left().side().name(), cancellation, linked -> {
            List<LayerFiles> left = read(diff.left(), progress, linked);
            return TreeDiff.of(left, read(diff.right(), progress, linked));
        });
    }

    private List<LayerFiles> read(ImageOutline image, Consumer<FilesProgress> progress, Cancellation cancellation) {
        if (image.remote().isEmpty()) {
            ImageContents contents = images.files().read(image.id().toString(), progress, cancellation);
            return contents.layers();
        }
        RemoteContents remote = image.remote().get();
        long total = remote.layers().stream().filter(layer -> !layer.known())
                .mapToLong(layer -> layer.layer().blob().size()).sum();
        List<LayerFiles> files = new ArrayList<>();
        long before = 0;
        for (int i = 0; i < remote.layers().size(); i++) {
            long start = before;
            if (remote.layers().get(i).layer().blob().mediaType().isForeignLayer()) {
                files.add(LayerReader.NOTHING);
                continue;
            }
            files.add(images.files().readRemote(remote, i,
                    step -> progress.accept(new FilesProgress(Math.min(total, start + step.done()), total)), part -> { },
                    cancellation));
            before += remote.layers().get(i).known() ? 0 : remote.layers().get(i).layer().blob().size();
        }
        return files;
    }
}
