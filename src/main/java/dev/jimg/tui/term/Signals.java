package dev.jimg.tui.term;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * POSIX signals, through {@code sun.misc.Signal}. By reflection: the compiler warns of that class in a way that cannot
 * be silenced, and a system without it must still run.
 */
final class Signals {
    private Signals() {}

    /**
     * Runs something, on a thread of its own, whenever a signal arrives.
     *
     * @param name without {@code SIG}: {@code WINCH}, {@code TSTP}, {@code CONT}
     * @return the handler there was, for {@link #restore}; null if this system has no such signal
     */
    static Object handle(String name, Runnable action) {
        try {
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handlerType},
                    new Handler(action));
            return restore(name, handler);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Lets the system do what it does by default; returns the handler there was, or null. */
    static Object setDefault(String name) {
        try {
            return restore(name, Class.forName("sun.misc.SignalHandler").getField("SIG_DFL").get(null));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Puts a handler back; returns the one there was, or null if it could not. */
    static Object restore(String name, Object handler) {
        if (handler == null) {
            return null;
        }
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Method handle = signalType.getMethod("handle", signalType, Class.forName("sun.misc.SignalHandler"));
            return handle.invoke(null, signalType.getConstructor(String.class).newInstance(name), handler);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return null;
        }
    }

    private static final class Handler implements InvocationHandler {
        private final Runnable action;

        Handler(Runnable action) {
            this.action = action;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            switch (method.getName()) {
                case "hashCode":
                    return System.identityHashCode(proxy);
                case "equals":
                    return proxy == arguments[0];
                case "toString":
                    return "handler of a signal";
                default:
                    action.run();
                    return null;
            }
        }
    }
}
