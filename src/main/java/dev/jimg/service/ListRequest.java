package dev.jimg.service;

import java.util.List;
import java.util.Map;

/**
 * Which images to list.
 *
 * @param all also those that only serve as steps of others (an engine's intermediate images)
 * @param filters docker's filters by name ({@code dangling}, {@code label}, {@code before}, {@code since},
 *     {@code until}, {@code reference}): AND between names, OR within one, but AND between labels
 * @param unique whether the bytes are wanted that only one image needs: an engine reckons them anew at every list, which
 *     takes an old one its time. Without, they may be told as not known
 */
public record ListRequest(boolean all, Map<String, List<String>> filters, boolean unique) {

    public ListRequest(boolean all, Map<String, List<String>> filters) {
        this(all, filters, true);
    }

    /** Every image that docker would list without options. */
    public static final ListRequest EVERYTHING = new ListRequest(false, Map.of());

    /** The same without what takes an engine its time. */
    public ListRequest withoutUnique() {
        return new ListRequest(all, filters, false);
    }
}
