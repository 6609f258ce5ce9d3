/**
 * Copying between places. Which way is taken follows from what the two sides can say of layers:
 *
 * <ul>
 *   <li>a registry and the store know blobs: only those that the other side lacks travel, byte for byte, and digests stay;
 *   <li>an engine pulls and pushes by itself, and so brings or sends only what is lacking too;
 *   <li>between an engine and anything that is no registry there is only the archive: {@code docker load} takes no layer
 *       alone, and refuses an archive in which one is left out, even one that it has. So it is streamed whole, from the
 *       one side's save into the other side's load, and never lies on a disk; the store keeps of it what it lacks.
 * </ul>
 */
package dev.jimg.backend.copy;
