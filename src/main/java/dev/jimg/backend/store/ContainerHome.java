package dev.jimg.backend.store;

import dev.jimg.runtime.SupervisedContainer;
import java.nio.file.Path;

/**
 * A container of the store: what it is, where it lies, and how it fares.
 *
 * @param directory {@code containers/<id>}
 */
record ContainerHome(ContainerRecord record, Path directory, SupervisedContainer process) {

    String id() {
        return record.id();
    }

    boolean running() {
        return process.running();
    }

    /** {@code created}, {@code running} or {@code exited}. */
    String state() {
        if (process.running()) {
            return "running";
        }
        return process.exit().isPresent() ? "exited" : "created";
    }

    /** What the container's changes are written to, where it is an overlay. */
    Path upper() {
        return directory.resolve("upper");
    }

    Path work() {
        return directory.resolve("work");
    }

    /** Its root file system: the mount point of the overlay, or the copy. */
    Path rootfs() {
        return directory.resolve("rootfs");
    }

    /** What the copy was like at first. */
    Path snapshot() {
        return directory.resolve("snapshot");
    }
}
