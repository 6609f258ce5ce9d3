package dev.jimg.backend.engine;

import dev.jimg.engine.LoadMessage;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Reference;
import dev.jimg.service.archive.ArchiveProgress;
import dev.jimg.service.archive.LoadResult;
import dev.jimg.service.archive.LoadResult.Loaded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads what an engine says while it loads or imports. Docker has a line for each image, {@code Loaded image: NAME} or
 * {@code Loaded image ID: ID}; Podman has one for all, with commas between the names, and an ID among them where there is
 * no name.
 */
final class EngineAnswers {

    private static final String NAME = "Loaded image: ";
    private static final String ID = "Loaded image ID: ";
    private static final String FETCHING = "Downloading from ";

    private final Consumer<ArchiveProgress> progress;
    private final StringBuilder text = new StringBuilder();
    private String source = EngineArchives.WHOLE;

    EngineAnswers(Consumer<ArchiveProgress> progress) {
        this.progress = progress;
    }

    void accept(LoadMessage message) {
        if (message.text().isEmpty()) {
            progress.accept(new ArchiveProgress(message.id().isEmpty() ? source : message.id(),
                    Math.max(message.current(), 0), message.total()));
        } else if (message.text().startsWith(FETCHING)) {
            source = message.text().substring(FETCHING.length()).strip();
            progress.accept(new ArchiveProgress(source, 0, -1));
        } else {
            // An import's words are a line each, without saying so.
            text.append(message.text()).append(message.text().endsWith("\n") ? "" : "\n");
        }
    }

    /** The last line. */
    String last() {
        return text.toString().lines().reduce("", (before, line) -> line);
    }

    LoadResult loaded() {
        List<Loaded> images = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        text.toString().lines().filter(line -> !line.isBlank()).forEach(line -> {
            if (line.startsWith(NAME)) {
                for (String name : line.substring(NAME.length()).split(",")) {
                    images.add(loaded(name.strip()));
                }
            } else if (line.startsWith(ID)) {
                images.add(loaded(line.substring(ID.length()).strip()));
            } else {
                notices.add(line);
            }
        });
        return new LoadResult(List.copyOf(images), List.copyOf(notices));
    }

    private static Loaded loaded(String text) {
        try {
            return new Loaded(Optional.empty(), Optional.of(ImageId.parse(text)));
        } catch (MalformedException e) {
            return new Loaded(Reference.tryParse(text), Optional.empty());
        }
    }
}
