package dev.jimg.rootfs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What could not be done as the layers said, one line each, however often it happened. */
public final class Notices {

    private final Map<String, Integer> counts = new LinkedHashMap<>();

    void add(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** Lines for a person, without a full stop; empty if all went as it should. */
    public List<String> lines() {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + (entry.getValue() == 1 ? "" : " (" + entry.getValue() + " files)"))
                .toList();
    }
}
