package dev.jimg.template;

/** A template that cannot be read, or not be applied to this value. The message is Go's, with the place. */
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        super(message);
    }
}
