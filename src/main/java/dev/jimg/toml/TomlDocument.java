package dev.jimg.toml;

import java.util.List;

/**
 * A file that was read.
 *
 * @param root all that could be read
 * @param errors what could not, in the order of the file
 */
public record TomlDocument(TomlTable root, List<TomlError> errors) {

    public TomlDocument {
        errors = List.copyOf(errors);
    }

    /** Never fails: what cannot be read is left out and told. */
    public static TomlDocument parse(String text) {
        return new TomlReader(text).read();
    }
}
