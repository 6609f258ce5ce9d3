package dev.jimg.bench.peer;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program that is installed.
 *
 * @param name with its version, as it says itself
 */
record Tool(String name, Path path) {

    /**
     * All programs of a name on the PATH, the first of each version, so that an old and a new one stand in one table.
     *
     * @param version the word that asks it for its version
     */
    static List<Tool> all(String name, String version) {
        Map<String, Tool> found = new LinkedHashMap<>();
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .map(path -> new Tool(name + " " + Version.of(path.toString(), version), path))
                .forEach(tool -> found.putIfAbsent(tool.name(), tool));
        return List.copyOf(found.values());
    }
}
