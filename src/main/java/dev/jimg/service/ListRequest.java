package dev.jimg.service;

import java.util.List;
import java.util.Map;

/**
 * Which images to list.
 *
 * @param all also those that only serve as steps of others (an engine's intermediate images)
 * @param filters docker's filters by name ({@code dangling}, {@code label}, {@code before}, {@code since},
 *     {@code until}, {@code reference}): AND between names, OR within one, but AND between labels
 */
public record ListRequest(boolean all, Map<String, List<String>> filters) {

    /** Every image that docker would list without options. */
    public static final ListRequest EVERYTHING = new ListRequest(false, Map.of());
}
