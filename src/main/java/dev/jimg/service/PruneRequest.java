package dev.jimg.service;

import java.util.List;
import java.util.Map;

/**
 * Which images to take away.
 *
 * @param all every image that no container uses; else only dangling ones
 * @param filters docker's: {@code until}, {@code label}, {@code label!}
 */
public record PruneRequest(boolean all, Map<String, List<String>> filters) {

    public static final PruneRequest DANGLING = new PruneRequest(false, Map.of());
}
