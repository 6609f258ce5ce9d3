package dev.jimg.tui.settings;

import dev.jimg.service.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The settings file, there or not. */
public final class SettingsFile {

    /** More than anyone writes by hand. */
    private static final int MAX_BYTES = 1 << 20;

    private final Path path;

    public SettingsFile(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /** Reads it; without a file everything is as the program comes. What cannot be read at all is a problem, too. */
    public Reading read() {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                return unreadable("it is larger than " + MAX_BYTES + " bytes");
            }
            return read(new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return new Reading(Settings.DEFAULT, List.of());
        } catch (AccessDeniedException e) {
            return unreadable("permission denied");
        } catch (IOException e) {
            return unreadable(e.getMessage());
        }
    }

    /** The settings in a text. */
    public static Reading read(String text) {
        return SettingsReader.read(text);
    }

    /** What to tell of problems: the first, and in the advice all of them. */
    public Optional<Failure> told(List<Problem> problems) {
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        Problem first = problems.get(0);
        StringBuilder advice = new StringBuilder();
        for (Problem problem : problems) {
            advice.append("line ").append(problem.line()).append(", column ").append(problem.column()).append(": ")
                    .append(problem.what()).append('\n');
        }
        advice.append("Everything else in ").append(path).append(" counts. Correct it with :config edit.");
        String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
        return Optional.of(new Failure(Failure.Kind.INVALID, "use", "line " + first.line() + " of the settings",
                first.what() + more, advice.toString()));
    }

    private static Reading unreadable(String why) {
        return new Reading(Settings.DEFAULT, List.of(new Problem(1, 1, "the file cannot be read: " + why)));
    }
}
