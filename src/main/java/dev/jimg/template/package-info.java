/**
 * Go's {@code text/template} with docker's functions: what {@code --format} is written in.
 *
 * <p>A whole language of others is written here by hand because no library for it resolves: the one that was looked for,
 * {@code org.alexmond:gotmpl4j-core} 1.4.0, is on no Maven Central (nor is any other version of it), and what other Java
 * ports there are know neither Go's typed values nor its error texts. Both matter here: scripts depend on
 * {@code <no value>} and {@code map[a:b]}, people on {@code can't evaluate field Foo in type *formatter.imageContext}.
 *
 * <p>The parts are those of Go's own: {@code Lexer}, {@code Parser}, nodes, {@code Execution}; printing is
 * {@code fmt}'s ({@code Fmt}, {@code Printf}), JSON is {@code encoding/json}'s ({@code GoJson}). Go's values are Java's
 * {@code String}, {@code Long}, {@code Double} and {@code Boolean}, and the {@code Go…} records where a Go type has a
 * name or shape that Java's lacks; {@code null} is Go's invalid value, «nothing there». Left out: complex numbers,
 * channels and functions as values, which nothing that docker prints has.
 *
 * <p>Nothing here is loaded before a template is parsed: {@code table} and {@code json} do without.
 */
package dev.jimg.template;
