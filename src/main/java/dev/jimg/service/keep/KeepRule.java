package dev.jimg.service.keep;

import dev.jimg.oci.GoPattern;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which images of which repositories are to stay. Each repository is looked at by itself. An image that a container
 * was made from always stays.
 *
 * @param repositories patterns as of docker's filter {@code reference} ({@code team/*}); a repository that none of them
 *     matches is left alone
 * @param newest how many images of each repository stay whatever their age, the newest
 * @param protect patterns of tags; an image with such a tag stays. {@link #RELEASES} means every released version
 * @param olderThan what is younger stays; empty if age does not matter
 * @param filters as of a list; an image that does not pass them is left alone, and not counted
 */
public record KeepRule(List<String> repositories, int newest, List<String> protect, Optional<Duration> olderThan,
        Map<String, List<String>> filters) {

    /** The word that stands for the tags of released versions: {@code 1.27}, {@code v2.3.1}, but not {@code 2.0-rc1}. */
    public static final String RELEASES = "semver";

    /** What names of repositories, with the host's, are made of, and what patterns add to that. */
    private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9._/:*?\\[\\]^\\\\-]+");
    private static final Pattern RELEASE = Pattern.compile("v?\\d+(\\.\\d+){1,3}(\\+[0-9A-Za-z.-]+)?");

    public KeepRule {
        repositories = List.copyOf(repositories);
        protect = List.copyOf(protect);
        filters = Map.copyOf(filters);
    }

    /** How many are kept where nothing else is said. */
    public static final int USUAL = 3;

    /** Whether a text can be a pattern of repositories. */
    public static boolean isPattern(String text) {
        try {
            GoPattern.check(text);
            return WORDS.matcher(text).matches();
        } catch (MalformedException e) {
            return false;
        }
    }

    /**
     * How many images of a repository to keep, by what somebody settled.
     *
     * @param settled by pattern; the first that fits counts. What is no pattern fits nothing but itself
     */
    public static Optional<Integer> newest(Map<String, Integer> settled, String repository) {
        return settled.entrySet().stream().filter(rule -> rule.getKey().equals(repository)
                || isPattern(rule.getKey()) && fits(rule.getKey(), repository)).map(Map.Entry::getValue).findFirst();
    }

    private static boolean fits(String pattern, String repository) {
        return pattern.equals(repository) || GoPattern.matches(familiar(pattern), repository);
    }

    /** @throws MalformedException if a pattern is none */
    boolean takes(String repository) {
        return repositories.stream().anyMatch(pattern -> fits(pattern, repository));
    }

    /**
     * The pattern that protects a tag, if one does.
     *
     * @throws MalformedException if a pattern is none
     */
    Optional<String> protecting(String tag) {
        return protect.stream().filter(pattern -> pattern.equals(RELEASES) ? RELEASE.matcher(tag).matches()
                : GoPattern.matches(pattern, tag)).findFirst();
    }

    /** {@code docker.io/library/nginx} is the repository that people call {@code nginx}. */
    private static String familiar(String pattern) {
        return Reference.tryParse(pattern).filter(Reference::isNameOnly).map(Reference::familiarName).orElse(pattern);
    }
}
