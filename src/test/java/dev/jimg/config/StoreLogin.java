package dev.jimg.config;

import java.nio.file.Path;
import java.util.Map;

/** Keeps a login below the directory that is given, in a process of its own with an umask of its own. */
public final class StoreLogin {

    private StoreLogin() {}

    public static void main(String[] args) {
        Path home = Path.of(args[0]);
        new DockerLogins(new Environment(Map.of("PATH", "/usr/bin:/bin"), home, home))
                .store("a.b:5000", Credentials.password("ann", "pw"), () -> false);
    }
}
