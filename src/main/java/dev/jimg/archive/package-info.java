/**
 * Archives: layers as tars in whatever compression they travel, and whole images in docker's form or as an OCI image
 * layout in a tar.
 *
 * <p>A layer's compression is told by its first bytes and never by what a document claims of it. Whatever is read here
 * comes from strangers: a tar's header may promise anything, and a few kilobytes may unpack to terabytes. So limits
 * hold everywhere, and nothing is taken from a header that was not checked. Of an archive of images nothing is believed
 * either: {@link dev.jimg.archive.ImageArchive} computes every digest, and finds files by what they are.
 *
 * <p>Two choices. Reading keeps layers as they come, packed or not, because packing them takes five times as long as all
 * the rest; only what the specification has no name for (xz, bzip2) is unpacked. Writing docker's form unpacks them, as
 * docker does: the bytes then follow from the image alone, and are the same whatever engine saves it.
 *
 * <p>An archive in a file is read in several places at once: its headers say where everything is, and hashing is what
 * takes the time. Docker's layers that are to be packed go straight into their packing then, block by block on all
 * processors, and never lie on the disk as they came; but for those of at most 4 MiB, which might be documents: they lie
 * there until all is read, and are packed after it. A pipe is read in one pass, whatever stands in it first.
 *
 * <p>{@link dev.jimg.archive.LayerMeasure} and {@link dev.jimg.archive.ImageArchive} go through tars header by header
 * ({@link dev.jimg.tar}) instead of with commons-compress: the first looks at every byte of every layer that is pulled,
 * and its scan may not cost more than a small part of the hashing; the second must bound what a header can make it keep
 * in memory.
 */
package dev.jimg.archive;
