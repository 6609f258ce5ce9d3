package dev.jimg.config;

/** A setting that cannot be used. The message names the file or program and what is wrong with it, never a secret. */
public final class ConfigException extends RuntimeException {

    private final String advice;

    /** @param advice what to do next, a sentence */
    public ConfigException(String message, String advice) {
        this(message, advice, null);
    }

    public ConfigException(String message, String advice, Throwable cause) {
        super(message, cause);
        this.advice = advice;
    }

    public String advice() {
        return advice;
    }
}
