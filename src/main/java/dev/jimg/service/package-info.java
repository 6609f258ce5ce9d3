/**
 * The shared image service: all that a face (screen or command) may ask for and all that comes back.
 *
 * <p>{@link dev.jimg.service.ImageService} blocks. A call returns (done), throws {@link dev.jimg.service.Failure}
 * (failed) or {@link java.util.concurrent.CancellationException} (cancelled): exactly one of the three, by
 * construction. Who must not wait calls it from a worker thread; progress is handed over while it runs.
 *
 * <p>The faces see this package and none of those behind it, so that an embedded store and an engine look the same to
 * them, and one contract suite holds for both.
 */
package dev.jimg.service;
