package dev.jimg.build;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Goes through the files of a build context in the order of their names, without those that it leaves out. */
final class ContextWalk {

    /** Sees each file that belongs to the context; a directory comes before what is in it. */
    @FunctionalInterface
    interface Visitor {
        void visit(String path, Path file, FileFacts facts) throws IOException;
    }

    private final DockerIgnore ignore;
    private final Visitor visitor;

    private ContextWalk(DockerIgnore ignore, Visitor visitor) {
        this.ignore = ignore;
        this.visitor = visitor;
    }

    /**
     * @throws BuildException DISK if a directory cannot be read
     * @throws IOException what the visitor throws
     */
    static void walk(Path root, DockerIgnore ignore, Visitor visitor) throws IOException {
        new ContextWalk(ignore, visitor).directory("", root);
    }

    private void directory(String path, Path directory) throws IOException {
        for (Path file : sorted(directory)) {
            String name = SlashPath.join(path, file.getFileName().toString());
            FileFacts facts = FileFacts.read(file);
            boolean ignored = ignore.ignores(name);
            if (!ignored && facts.type() != FileFacts.Type.SOCKET) {
                visitor.visit(name, file, facts);
            }
            if (facts.isDirectory() && (!ignored || ignore.mayKeepBelow(name))) {
                directory(name, file);
            }
        }
    }

    private static List<Path> sorted(Path directory) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(files::add);
        } catch (IOException e) {
            throw FileFacts.unreadable(directory, e);
        }
        files.sort(Comparator.comparing(file -> file.getFileName().toString()));
        return files;
    }
}
