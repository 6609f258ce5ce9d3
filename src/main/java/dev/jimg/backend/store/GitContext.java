package dev.jimg.backend.store;

import dev.jimg.config.Environment;
import dev.jimg.service.Failure;
import dev.jimg.text.SafeText;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A git repository as the context of a build: {@code URL[#REF[:DIRECTORY]]}, fetched by the git that is installed, one
 * commit deep. Neither URL nor ref can be taken for an option of git's (CVE-2019-13139): what begins with a dash is
 * refused, and git is told where its options end.
 */
final class GitContext {

    private static final Pattern GIT = Pattern.compile("(?:git://|ssh://|git@|github\\.com/).+|https?://.+\\.git(?:#.*)?");
    private static final Pattern PARTS = Pattern.compile("([^#]+)(?:#([^:]*)(?::(.*))?)?");
    private static final String DEFAULT_REF = "HEAD";
    private static final int SAID_BYTES = 64 * 1024;

    private final String url;
    private final String ref;
    private final String directory;

    private GitContext(String url, String ref, String directory) {
        this.url = url;
        this.ref = ref;
        this.directory = directory;
    }

    /** Whether docker would take it for a repository rather than for a tar or a Dockerfile. */
    static boolean isOne(String url) {
        return GIT.matcher(url).matches();
    }

    /** @throws Failure INVALID if URL or ref are none */
    static GitContext parse(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw failure(Failure.Kind.INVALID, text, "it is no git repository", "");
        }
        String ref = parts.group(2) == null || parts.group(2).isEmpty() ? DEFAULT_REF : parts.group(2);
        if (ref.startsWith("-") || parts.group(1).startsWith("-") || ref.chars().anyMatch(c -> c <= ' ')) {
            throw failure(Failure.Kind.INVALID, text, "«" + SafeText.line(ref) + "» is no branch, tag or commit", "");
        }
        String url = parts.group(1).startsWith("github.com/") ? "https://" + parts.group(1) : parts.group(1);
        return new GitContext(url, ref, parts.group(3) == null ? "" : parts.group(3));
    }

    /**
     * Fetches it into a directory that is not there yet.
     *
     * @return the directory to build
     * @throws Failure UNSUPPORTED without git, UNREACHABLE with git's own last words, INVALID for a directory outside
     */
    Path fetch(Path place, Environment environment, Cancellation cancellation) throws IOException {
        Files.createDirectories(place);
        git(place, environment, cancellation, "init", "--quiet", ".");
        git(place, environment, cancellation, "fetch", "--quiet", "--depth", "1", "--no-tags", "--", url, ref);
        git(place, environment, cancellation, "checkout", "--quiet", "--detach", "FETCH_HEAD");
        if (Files.exists(place.resolve(".gitmodules"))) {
            git(place, environment, cancellation, "submodule", "--quiet", "update", "--init", "--recursive", "--depth", "1");
        }
        Path root = place.toRealPath();
        Path wanted = root.resolve(directory.replaceFirst("^/+", "")).normalize();
        if (!wanted.startsWith(root) || !Files.isDirectory(wanted) || !wanted.toRealPath().startsWith(root)) {
            throw failure(Failure.Kind.INVALID, url, "it has no directory " + SafeText.line(directory), "");
        }
        return wanted;
    }

    @SuppressWarnings("try")
    private void git(Path place, Environment environment, Cancellation cancellation, String... words)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.hooksPath=/dev/null"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(place.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment.variables());
        // It would ask on the terminal, across the screen.
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("LC_ALL", "C");
        Process process = start(builder);
        process.getOutputStream().close();
        try (Cancellation.Registration stop = cancellation.onCancel(process::destroy)) {
            String said = new String(process.getInputStream().readNBytes(SAID_BYTES), StandardCharsets.UTF_8);
            int status = process.waitFor();
            cancellation.checkAfter(status);
            if (status != 0) {
                String last = said.lines().filter(line -> !line.isBlank()).reduce((first, second) -> second)
                        .orElse("git ended with status " + status);
                throw failure(Failure.Kind.UNREACHABLE, url, SafeText.line(last.replaceFirst("^fatal: ", "")),
                        "Check that «git ls-remote» gets there without a question.");
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new Failure(Failure.Kind.UNSUPPORTED, "build", SafeText.line(url), "git is not installed here",
                    "Install it: apt-get install git.", e);
        }
    }

    private static Failure failure(Failure.Kind kind, String url, String why, String advice) {
        return new Failure(kind, "build", SafeText.line(url.replaceFirst("//[^/@]*@", "//")), why, advice);
    }
}
