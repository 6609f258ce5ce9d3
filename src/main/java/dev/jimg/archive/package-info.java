/**
 * Archives: layers as tars in whatever compression they travel.
 *
 * <p>A layer's compression is told by its first bytes and never by what a document claims of it. Whatever is read here
 * comes from strangers: a tar's header may promise anything, and a few kilobytes may unpack to terabytes. So limits hold
 * everywhere, and nothing is taken from a header that was not checked.
 *
 * <p>{@link dev.jimg.archive.LayerMeasure} reads tar headers itself instead of through commons-compress, because it
 * looks at every byte of every layer that is pulled: its scan may not cost more than a small part of the hashing.
 */
package dev.jimg.archive;
