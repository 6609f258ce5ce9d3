package dev.jimg.cli;

import dev.jimg.service.BackendChoice;
import dev.jimg.service.Copies;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ServiceOpener;
import dev.jimg.testing.Canary;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * A backend between which and the face somebody hostile sits: all that comes back, events and refusals too, has the
 * {@linkplain Canary canary} in every text. What the face asks goes through as it was meant.
 *
 * @param refusing whether everything that is asked fails
 */
record HostileAnswers(ServiceOpener real, boolean refusing) implements ServiceOpener {

    private static final Failure REFUSAL = new Failure(Failure.Kind.REMOTE, "reach", "the registry", "it said: no", "Do this.");

    @Override
    public ImageService open(BackendChoice choice) {
        return between(ImageService.class, real.open(choice));
    }

    @Override
    public Copies copies(BackendChoice current) {
        return between(Copies.class, real.copies(current));
    }

    private <T> T between(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, values) -> answer(target, method, values)));
    }

    private Object answer(Object target, Method method, Object[] values) throws Throwable {
        boolean way = method.getReturnType().isInterface() && method.getReturnType().getName().startsWith("dev.jimg.service")
                && !method.getReturnType().isSealed();
        if (refusing && !way && !method.getName().equals("close") && !method.getName().equals("background")) {
            throw hostile(REFUSAL);
        }
        try {
            Object answer = method.invoke(target, asked(method, values));
            return way ? between(method.getReturnType(), answer) : Canary.in(answer);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Failure failure ? hostile(failure) : e.getCause();
        }
    }

    private Object[] asked(Method method, Object[] values) {
        Object[] asked = values == null ? new Object[0] : values.clone();
        for (int i = 0; i < asked.length; i++) {
            Class<?> type = method.getParameterTypes()[i];
            if (asked[i] instanceof Consumer<?> events) {
                asked[i] = telling(events);
            } else if (type.isInterface() && type.getName().endsWith("Events")) {
                asked[i] = hearing(type, asked[i]);
            } else {
                asked[i] = asked[i] instanceof OutputStream ? asked[i] : Canary.outOf(asked[i]);
            }
        }
        return asked;
    }

    private static <E> Consumer<E> telling(Consumer<E> events) {
        return event -> {
            @SuppressWarnings("unchecked")
            E hostile = (E) Canary.in(event);
            events.accept(hostile);
        };
    }

    private static Object hearing(Class<?> type, Object events) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
            Object[] told = new Object[values.length];
            for (int i = 0; i < told.length; i++) {
                told[i] = Canary.in(values[i]);
            }
            method.setAccessible(true);
            return method.invoke(events, told);
        });
    }

    /** As people see it; and, where docker has words for it, in those. */
    private static Failure hostile(Failure failure) {
        return new Failure(failure.kind(), failure.operation(), failure.subject() + Canary.TEXT, failure.why() + Canary.TEXT,
                failure.advice() + Canary.TEXT, failure.verbatim().isEmpty() ? "" : failure.verbatim() + Canary.TEXT,
                new IOException());
    }
}
