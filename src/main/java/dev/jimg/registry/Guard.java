package dev.jimg.registry;

import dev.jimg.config.ConfigException;
import java.util.function.Supplier;

/** Turns faults of the configuration into this package's errors. */
final class Guard {

    private Guard() {}

    static <T> T config(String operation, String subject, Supplier<T> work) {
        try {
            return work.get();
        } catch (ConfigException e) {
            throw new RegistryException(RegistryException.Kind.INVALID, operation, subject, e.getMessage(),
                    e.advice(), e);
        }
    }
}
