package dev.jimg;

import dev.jimg.service.BackendChoice;
import dev.jimg.service.ImageService;
import java.lang.reflect.Proxy;

/** The screen over a service that breaks its contract: what it answers makes the loop itself fail. */
final class CrashingMain {

    private CrashingMain() {}

    public static void main(String[] arguments) {
        ImageService broken = (ImageService) Proxy.newProxyInstance(CrashingMain.class.getClassLoader(),
                new Class<?>[] {ImageService.class}, (proxy, method, values) -> null);
        System.exit(Main.screen(BackendChoice.AUTOMATIC, choice -> broken));
    }
}
