/**
 * Bytes in motion: progress, cancellation and the stream that verifies what passes through it.
 *
 * <p>And where they come to rest: a file that appears only when it is complete ({@link dev.jimg.transfer.NewFile}), and
 * what sends a large one to the disk while it is written ({@link dev.jimg.transfer.Flusher}).
 *
 * <p>It lies below the registry, the store and the archives, so that all of them count, stop and verify in the same
 * way. Progress is always absolute ({@code done} of {@code total}), so that a report may be dropped or replaced by a
 * later one without harm.
 */
package dev.jimg.transfer;
