/**
 * Tars with everything that a file system knows of its files: for layers that are unpacked, and layers that are made.
 *
 * <p>Names, link targets and extended attributes are kept byte for byte (a String with one character for each byte, as in
 * {@code dev.jimg.posix}): a {@code security.capability} is no text, and a file name need not be one. That is why this is
 * not commons-compress, which reads the values of PAX headers as UTF-8 and so destroys both. Where only text counts, in
 * image archives and contexts that are written, commons-compress does.
 *
 * <p>{@link dev.jimg.tar.TarReader} takes a tar from a stream, {@link dev.jimg.tar.TarFeed} looks at one that passes by;
 * who must bound more of it than they do reads it block by block, as they do, with {@link dev.jimg.tar.Header} and
 * {@link dev.jimg.tar.Extensions}.
 */
package dev.jimg.tar;
