package dev.jimg.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Says on standard output how many tests of a class there were, each with its own parameters, and how many held. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Counted.Counter.class)
public @interface Counted {

    /** The line of the matrix (src/test/README.md) that the class is. */
    String value();

    /** One for each class. */
    final class Counter implements AfterEachCallback, AfterAllCallback {

        private int cases;
        private int held;

        @Override
        public synchronized void afterEach(ExtensionContext context) {
            Throwable end = context.getExecutionException().orElse(null);
            // What the machine lacks something for is no case.
            cases += end instanceof TestAbortedException ? 0 : 1;
            held += end == null ? 1 : 0;
        }

        @Override
        public synchronized void afterAll(ExtensionContext context) {
            Counted line = context.getRequiredTestClass().getAnnotation(Counted.class);
            if (line != null) {
                System.out.println("faults: " + line.value() + ": " + cases + " cases, " + held + " held");
            }
        }
    }
}
