package dev.jimg.cli;

import java.util.function.Function;

/**
 * One thing that can be said of a row.
 *
 * @param name as docker's templates and JSON call it
 * @param header what stands over it in a table
 * @param value null where docker has a nil
 */
record Field<R>(String name, String header, Function<R, String> value) {}
