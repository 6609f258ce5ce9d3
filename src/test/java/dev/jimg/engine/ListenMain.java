package dev.jimg.engine;

import dev.jimg.config.Environment;
import dev.jimg.transfer.Cancellation;

/** A process that listens to an engine's events until it is killed; it says so. The argument is the address. */
final class ListenMain {

    static final String READY = "listening";

    private ListenMain() {}

    public static void main(String[] arguments) {
        Environment environment = Environment.system();
        try (EngineClient client = EngineClient.connect(Transports.open(arguments[0], environment))) {
            client.events(() -> System.out.println(READY), event -> {}, new Cancellation());
        }
    }
}
