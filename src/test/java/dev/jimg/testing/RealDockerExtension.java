package dev.jimg.testing;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link RealDocker} as a parameter: {@code @ExtendWith(RealDockerExtension.class)}. All classes of a run
 * share one engine, which is closed at the end of the run.
 */
public final class RealDockerExtension implements BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(RealDockerExtension.class);

    /** Here rather than where the parameter is resolved: an assumption there would count as an error. */
    @Override
    public void beforeAll(ExtensionContext context) {
        RealDocker.requirements();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RealDocker.class;
    }

    @Override
    public RealDocker resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(RealDocker.class, key -> RealDocker.start(), RealDocker.class);
    }
}
