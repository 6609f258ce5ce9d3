package dev.jimg.service;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A test class that knows the backend which it, or the parts of the contract nested in it, are run on. */
public interface BackendOwner {

    /** A new, empty one. */
    Backend backend();

    /** Gives a {@link Backend} of the innermost owner, new each time, to whoever has one as a parameter. */
    final class Resolver implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Backend.class;
        }

        @Override
        public Backend resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRequiredTestInstances().findInstance(BackendOwner.class).orElseThrow().backend();
        }
    }
}
