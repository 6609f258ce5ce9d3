package dev.jimg;

import dev.jimg.service.BackendChoice;
import dev.jimg.service.ImageService;
import dev.jimg.tui.run.App;
import dev.jimg.tui.settings.SettingsFile;
import dev.jimg.tui.term.TtyTerminal;
import java.lang.reflect.Proxy;
import java.nio.file.Path;

/** The screen over a service that breaks its contract: what it answers makes the loop itself fail. */
final class CrashingMain {

    private CrashingMain() {}

    public static void main(String[] arguments) throws Exception {
        ImageService broken = (ImageService) Proxy.newProxyInstance(CrashingMain.class.getClassLoader(),
                new Class<?>[] {ImageService.class}, (proxy, method, values) -> null);
        System.exit(App.run(TtyTerminal.open(System.getenv()), choice -> broken, BackendChoice.AUTOMATIC,
                System.getenv(), new SettingsFile(Path.of("/nonexistent/config.toml"))));
    }
}
