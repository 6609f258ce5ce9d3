/**
 * Dockerfile to image, on the store: the builder of a machine without an engine.
 *
 * <p>{@link dev.jimg.build.dockerfile} reads the file; this package does what it says. Nothing is run to build but what
 * a {@code RUN} asks for, and that by an OCI runtime behind {@code StepRunner}: files are taken from the context and
 * from layers, written as layer tars, and never unpacked onto the host where that can be avoided, because a tar cannot
 * be tricked into writing elsewhere.
 *
 * <p>The same input gives the same digest: layers are written in one order with the times that the files have, and what
 * an image says of its own making follows from the Dockerfile and the context alone. docker's classic builder is
 * followed in what it does and says; where BuildKit added to the language, BuildKit.
 *
 * <p>The reading of a context and of {@code .dockerignore} serves the engines too, which want the context as a tar.
 */
package dev.jimg.build;
