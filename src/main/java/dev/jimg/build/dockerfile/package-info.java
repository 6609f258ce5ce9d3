/**
 * The language of Dockerfiles: text to statements, statements to instructions, words with their variables.
 *
 * <p>Two steps, as docker has them. {@code StatementReader} knows lines, comments, continuations, here-documents and
 * the directives at the top; {@code InstructionParser} knows what each keyword takes. Variables are not replaced here,
 * because what they hold depends on the stage that is being built; {@link dev.jimg.build.dockerfile.Words} is what the
 * builder then asks.
 *
 * <p>Nothing here does I/O. Whatever is wrong with a text is a {@link dev.jimg.oci.MalformedException} in docker's
 * words, with the line where there is one.
 */
package dev.jimg.build.dockerfile;
