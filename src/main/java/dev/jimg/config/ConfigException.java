package dev.jimg.config;

/** A setting that cannot be used. The message names the file or program and what is wrong with it, never a secret. */
public final class ConfigException extends RuntimeException {

    private final String advice;
    private final String verbatim;

    /** @param advice what to do next, a sentence */
    public ConfigException(String message, String advice) {
        this(message, advice, null);
    }

    public ConfigException(String message, String advice, Throwable cause) {
        this(message, advice, "", cause);
    }

    /** @param verbatim what the docker command prints in this case; empty where it knows no such case */
    public ConfigException(String message, String advice, String verbatim, Throwable cause) {
        super(message, cause);
        this.advice = advice;
        this.verbatim = verbatim;
    }

    public String verbatim() {
        return verbatim;
    }

    public String advice() {
        return advice;
    }
}
