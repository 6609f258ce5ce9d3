package dev.jimg.backend;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PruneRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.RemoveRequest;
import dev.jimg.store.ImageStore;
import dev.jimg.transfer.Cancellation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One of many processes that tag, untag, pull and prune at the same time. Arguments are those of the scene, the number
 * of this process and how often it does something. At the end it says the names that it gave and did not take away.
 */
final class BusyMain {

    private final FaultScene scene;
    private final StoreBackend service;
    private final String own;
    private final Reference remote;
    private final List<String> names = new ArrayList<>();

    private BusyMain(FaultScene scene, StoreBackend service, String number) {
        this.scene = scene;
        this.service = service;
        this.own = "example.com/process-" + number + ":";
        this.remote = Reference.parse(scene.registry() + "/many/image-" + number + ":1");
    }

    static List<String> command(FaultScene scene, int number, int times) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), BusyMain.class.getName(), scene.directory().toString(),
                scene.inputs().toString(), scene.registry(), Integer.toString(number), Integer.toString(times));
    }

    public static void main(String[] arguments) throws Exception {
        FaultScene scene = new FaultScene(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]);
        Random random = new Random(Long.parseLong(arguments[3]));
        try (StoreBackend service = scene.open()) {
            BusyMain main = new BusyMain(scene, service, arguments[3]);
            for (int time = 0; time < Integer.parseInt(arguments[4]); time++) {
                main.doSomething(random.nextInt(4), time);
            }
            main.names.forEach(System.out::println);
        }
    }

    private void doSomething(int what, int time) {
        switch (what) {
            case 0 -> {
                service.tag(FaultScene.KEPT.familiar(), Reference.parse(own + time));
                names.add(own + time);
            }
            case 1 -> {
                if (!names.isEmpty()) {
                    untag(names.remove(0));
                }
            }
            case 2 -> pull();
            default -> {
                service.prune(PruneRequest.DANGLING);
                ImageStore.open(scene.store()).garbage().sweep(Duration.ZERO);
            }
        }
    }

    private void untag(String name) {
        service.remove(new RemoveRequest(List.of(name), RemoveRequest.Mode.UNTAG, false, true)).failures()
                .forEach(BusyMain::fail);
    }

    /** And takes it away again, so that there is something to do for the next pull. */
    private void pull() {
        service.pull(PullRequest.of(remote), event -> { }, Cancellation.none());
        ImageSummary pulled = service.list(ListRequest.EVERYTHING).stream()
                .filter(image -> image.tags().contains(remote)).findFirst().orElseThrow();
        if (pulled.health() != ImageSummary.Health.GOOD) {
            throw new IllegalStateException("a prune took blobs of " + pulled);
        }
        service.remove(RemoveRequest.of(List.of(remote.familiar()))).failures().forEach(BusyMain::fail);
    }

    private static void fail(Failure failure) {
        throw failure;
    }
}
