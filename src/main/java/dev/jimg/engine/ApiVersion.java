package dev.jimg.engine;

import java.util.Optional;

/** A version of the Engine API, {@code 1.41}. */
public record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {

    /** The oldest that this program speaks: Docker 1.12, 2016; Podman's oldest too. */
    public static final ApiVersion OLDEST = new ApiVersion(1, 24);

    /** The newest whose changes this program knows: Docker 28.3. */
    public static final ApiVersion NEWEST = new ApiVersion(1, 51);

    /** Empty if the text is no version. */
    public static Optional<ApiVersion> parse(String text) {
        if (!text.matches("[0-9]{1,4}\\.[0-9]{1,4}")) {
            return Optional.empty();
        }
        int dot = text.indexOf('.');
        return Optional.of(new ApiVersion(Integer.parseInt(text.substring(0, dot)),
                Integer.parseInt(text.substring(dot + 1))));
    }

    public boolean atLeast(int otherMajor, int otherMinor) {
        return compareTo(new ApiVersion(otherMajor, otherMinor)) >= 0;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
