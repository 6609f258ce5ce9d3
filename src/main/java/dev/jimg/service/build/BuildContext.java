package dev.jimg.service.build;

import java.io.InputStream;
import java.nio.file.Path;

/** Where the files of a build come from. */
public sealed interface BuildContext {

    record Directory(Path path) implements BuildContext {}

    /** A tar (plain or compressed) or a lone Dockerfile, told apart by its first bytes. */
    record Stream(InputStream in) implements BuildContext {}

    /** A git repository, a remote tar or a remote Dockerfile. */
    record Url(String url) implements BuildContext {}
}
