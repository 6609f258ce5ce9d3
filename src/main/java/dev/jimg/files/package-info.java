/**
 * The files of layers, and of the images they make, as data: what stands in a layer, what the layers together show, and
 * what they store in vain.
 *
 * <p>A layer may have a million files, and the screen walks through all of them. So nothing here is an object per file:
 * a file is a number, and what is known of it stands in one array for each column, about sixty bytes a file. Numbers are
 * given breadth first, directory by directory, in the order of the names' bytes: the children of a directory are a range,
 * and two layers are laid over each other by walking their ranges side by side
 * ({@link dev.jimg.files.FileTree}, {@link dev.jimg.files.Waste}).
 *
 * <p>It knows the JDK and {@code dev.jimg.hash} only, and does no I/O: the screen looks at it, the service hands it
 * over, and {@code dev.jimg.fileindex} makes it out of tars.
 */
package dev.jimg.files;
