package dev.jimg.build.dockerfile;

import java.util.List;
import java.util.Map;

/**
 * A Dockerfile as statements.
 *
 * @param escape what continues a line and takes the meaning of the next character away: backslash or backtick
 * @param directives those at the top ({@code syntax}, {@code escape}, {@code check}), names in lower case
 */
record Script(char escape, Map<String, String> directives, List<Statement> statements) {

    Script {
        directives = Map.copyOf(directives);
        statements = List.copyOf(statements);
    }
}
