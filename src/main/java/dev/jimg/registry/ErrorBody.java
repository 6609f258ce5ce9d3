package dev.jimg.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a registry said about an error: {@code {"errors": [{"code": …, "message": …}]}} (distribution spec, «Error
 * Codes»), or the {@code details} or {@code error_description} of a token server. All of it is made harmless: one
 * line, no control characters, no queries of URLs, a bounded length.
 */
record ErrorBody(List<String> codes, String message) {

    static final int MAX_BYTES = 1024 * 1024;

    private static final int MAX_SHOWN = 300;
    private static final int MAX_ERRORS = 3;
    // A query may be a signature, user information a password.
    private static final Pattern URL_SECRETS =
            Pattern.compile("(https?://)(?:[^/@\\s\"]*@)?([^\\s\"?#]*)[?#][^\\s\"]*");
    private static final Pattern URL_USER = Pattern.compile("(https?://)[^/@\\s\"]*@");

    /** Reads the rest of an answer; an answer that cannot be read says nothing. */
    static ErrorBody of(Answer answer) {
        try {
            return answer.readUpTo(MAX_BYTES).map(ErrorBody::parse).orElse(new ErrorBody(List.of(), ""));
        } catch (IOException e) {
            return new ErrorBody(List.of(), "");
        }
    }

    boolean has(String code) {
        return codes.contains(code);
    }

    /** The message in front of what it is added to; empty for none. */
    String suffix() {
        return message.isEmpty() ? "" : ": " + message;
    }

    private static ErrorBody parse(byte[] bytes) {
        JsonNode root;
        try {
            root = Json.parse(bytes);
        } catch (IOException e) {
            return new ErrorBody(List.of(), "");
        }
        List<String> codes = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        for (JsonNode error : root.path("errors")) {
            if (codes.size() < MAX_ERRORS) {
                codes.add(error.path("code").asText("").toUpperCase(Locale.ROOT));
                messages.add(error.path("message").asText(""));
            }
        }
        for (String field : new String[] {"error_description", "details", "message"}) {
            if (messages.isEmpty() && root.path(field).isTextual()) {
                messages.add(root.path(field).textValue());
            }
        }
        messages.removeIf(String::isBlank);
        return new ErrorBody(List.copyOf(codes), clean(String.join("; ", messages)));
    }

    /** Any text from outside, made fit for one line of an error. */
    static String clean(String text) {
        String cut = text.length() > MAX_SHOWN * 4 ? text.substring(0, MAX_SHOWN * 4) : text;
        String line = cut.replaceAll("[\\s\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\u0080-\u009f]+", " ").strip();
        String safe = URL_USER.matcher(URL_SECRETS.matcher(line).replaceAll("$1$2")).replaceAll("$1");
        return safe.length() > MAX_SHOWN ? safe.substring(0, MAX_SHOWN) + "…" : safe;
    }
}
