package dev.jimg.registry;

import java.io.IOException;

/** An answer that breaks a rule this client insists on. The message says which, for a person. */
final class RefusedException extends IOException {
    RefusedException(String message) {
        super(message);
    }
}
