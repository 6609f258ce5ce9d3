package dev.jimg.service;

import java.util.List;
import java.util.Map;

/**
 * What to look for.
 *
 * @param term words for Docker Hub, or {@code HOST[:PORT]/term} for the catalogue of that registry
 * @param limit how many results at most
 * @param filters docker's: {@code stars}, {@code is-official}, {@code is-automated}
 */
public record SearchRequest(String term, int limit, Map<String, List<String>> filters) {

    /** What docker asks for without {@code --limit}. */
    public static final int DEFAULT_LIMIT = 25;

    public static SearchRequest of(String term) {
        return new SearchRequest(term, DEFAULT_LIMIT, Map.of());
    }
}
