package dev.jimg.template;

/**
 * A text, number or truth of a type of its own.
 *
 * @param type as Go writes it: {@code int64}, {@code json.Number}
 * @param value a String, Long, Double or Boolean
 */
public record GoScalar(String type, Object value) {}
