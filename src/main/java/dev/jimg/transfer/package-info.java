/**
 * Bytes in motion: progress, cancellation and the stream that verifies what passes through it.
 *
 * <p>It lies below the registry, the store and the archives, so that all of them count, stop and verify in the same
 * way. Progress is always absolute ({@code done} of {@code total}), so that a report may be dropped or replaced by a
 * later one without harm.
 */
package dev.jimg.transfer;
