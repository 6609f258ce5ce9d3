package dev.jimg;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.ImageService;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The screen over a service that breaks its contract. Its first argument says how: {@code fault}, what it answers makes
 * the loop itself fail; {@code loop} and {@code worker}, it takes all memory there; {@code library}, a thread that is
 * nobody's ends by a fault, and another is logged. With {@code command} it is the program, given the other arguments,
 * and a library that has its faults at the very end.
 */
final class CrashingMain {

    static final String LOGGED = "logged by a library";
    static final String UNCAUGHT = "caught by nobody";

    private static final int PIECE = 1 << 20;

    private CrashingMain() {}

    public static void main(String[] arguments) {
        if (arguments[0].equals("command")) {
            Runtime.getRuntime().addShutdownHook(new Thread(CrashingMain::faultsOfALibrary, "library"));
            Main.main(List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
        }
        StrayFaults.toTheReport();
        System.exit(Main.screen(BackendChoice.AUTOMATIC, choice -> broken(arguments[0], choice)));
    }

    private static ImageService broken(String how, BackendChoice choice) {
        ImageService real = new Backends(Environment.system(), Clock.systemUTC()).open(choice);
        return (ImageService) Proxy.newProxyInstance(CrashingMain.class.getClassLoader(),
                new Class<?>[] {ImageService.class}, (proxy, method, values) -> answer(how, real, method, values));
    }

    private static Object answer(String how, ImageService real, Method method, Object[] values) throws Throwable {
        if (how.equals("fault")) {
            return null;
        }
        if (how.equals("library") && method.getName().equals("list")) {
            Thread library = new Thread(CrashingMain::faultsOfALibrary, "library");
            library.start();
            library.join();
        }
        if (how.equals("worker") && method.getName().equals("list")) {
            return takeAllMemory();
        }
        if (how.equals("loop") && method.getName().equals("problems")) {
            return new AbstractList<String>() {
                @Override
                public String get(int index) {
                    throw new IndexOutOfBoundsException(index);
                }

                @Override
                public int size() {
                    return takeAllMemory().size();
                }
            };
        }
        try {
            return method.invoke(real, values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void faultsOfALibrary() {
        Logger.getLogger("library").log(Level.WARNING, "leaked", new IllegalStateException(LOGGED));
        throw new IllegalStateException(UNCAUGHT);
    }

    private static List<long[]> takeAllMemory() {
        List<long[]> taken = new ArrayList<>();
        while (true) {
            taken.add(new long[PIECE]);
        }
    }
}
