package dev.jimg.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that a test needs from the machine. */
public final class Tools {
    private static final boolean REQUIRED = "1".equals(System.getenv("JIMG_REQUIRE_TOOLS"));

    private Tools() {}

    /** Skips the test when one of these programs is not on PATH; fails it where JIMG_REQUIRE_TOOLS=1. */
    public static void require(String... names) {
        List<String> missing = Stream.of(names).filter(name -> find(name).isEmpty()).toList();
        available(missing.isEmpty(), "not on PATH: " + String.join(", ", missing));
    }

    /** Skips the test unless it runs as root. A user without root cannot change that, so it never fails. */
    public static void requireRoot() {
        assumeTrue(isRoot(), "needs root");
    }

    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The program of this name on PATH, or in the sbin directories that a user's PATH often lacks. */
    public static Optional<Path> find(String name) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin:/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Skips the test when {@code present} is false; fails it where JIMG_REQUIRE_TOOLS=1. */
    static void available(boolean present, String why) {
        if (!present && REQUIRED) {
            fail(why + "; ./install.sh test installs what the tests need");
        }
        assumeTrue(present, why);
    }
}
