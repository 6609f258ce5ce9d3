package dev.jimg.store;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;

/** A file of ours that is there but whose content makes no sense: truncated, empty, too large, not JSON. */
final class UnreadableException extends IOException {

    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }

    /** What the JSON parser found, by its place: its own words may quote the content. */
    static UnreadableException notJson(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return new UnreadableException("it is not valid JSON" + (at == null ? ""
                : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")"));
    }
}
