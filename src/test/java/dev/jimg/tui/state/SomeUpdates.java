package dev.jimg.tui.state;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.UpdateStatus;
import dev.jimg.service.UpdateStatus.State;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What registries say of {@link SomeImages}, always the same. */
public final class SomeUpdates {

    private static final Failure WHY = new Failure(Failure.Kind.UNAUTHORIZED, "look for an update of",
            "registry.example.com:5000/team/backend/api:2.3.1",
            "authentication required by registry.example.com:5000 (401)",
            "Log in with: jimg-tui login registry.example.com:5000");

    private SomeUpdates() {}

    public static List<UpdateStatus> list() {
        List<UpdateStatus> all = new ArrayList<>();
        for (ImageSummary image : SomeImages.list()) {
            for (Reference name : image.tags()) {
                all.add(status(image, name));
            }
        }
        return all;
    }

    private static UpdateStatus status(ImageSummary image, Reference name) {
        return switch (name.familiar()) {
            case "nginx:1.27" -> of(image, name, State.MOVED, Optional.of(SomeImages.days(1)), List.of("web-1", "web-2"));
            case "python:3.12" -> of(image, name, State.MOVED, Optional.of(SomeImages.days(3)), List.of());
            case "team/broken:nightly-2025-10-18-rc1" -> of(image, name, State.GONE, Optional.empty(), List.of());
            case "scratchpad:latest" -> of(image, name, State.LOCAL, Optional.empty(), List.of());
            case "registry.example.com:5000/team/backend/api:2.3.1" -> new UpdateStatus(name, State.UNKNOWN, image.id(),
                    Optional.of(image.manifest()), Optional.empty(), Optional.empty(), List.of(), Optional.of(WHY),
                    Play.NOW);
            default -> of(image, name, State.CURRENT, Optional.empty(), List.of());
        };
    }

    private static UpdateStatus of(ImageSummary image, Reference name, State state, Optional<Instant> created,
            List<String> containers) {
        Optional<Digest> there = state == State.MOVED
                ? Optional.of(Digest.of(("new " + name).getBytes(StandardCharsets.UTF_8))) : Optional.empty();
        return new UpdateStatus(name, state, image.id(), Optional.of(image.manifest()), there, created, containers,
                Optional.empty(), Play.NOW.minusSeconds(600));
    }

    /** The images, and registries that were just asked. */
    public static Play asked(int columns, int rows) {
        Play play = SomeImages.shown(columns, rows, SomeImages.list());
        play.happen(new Event.UpdatesKnown(0, list(), false)).take();
        return play;
    }
}
