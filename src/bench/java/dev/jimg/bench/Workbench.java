package dev.jimg.bench;

import dev.jimg.bench.image.BenchImages;
import dev.jimg.bench.image.ManyImages;
import dev.jimg.bench.image.Sizes;
import dev.jimg.bench.measure.BenchException;
import dev.jimg.bench.measure.Contender;
import dev.jimg.bench.measure.Race;
import dev.jimg.bench.measure.Series;
import dev.jimg.bench.peer.App;
import dev.jimg.bench.peer.Crane;
import dev.jimg.bench.peer.Docker;
import dev.jimg.bench.peer.Installed;
import dev.jimg.bench.peer.JimgTui;
import dev.jimg.bench.peer.Peer;
import dev.jimg.bench.peer.Podman;
import dev.jimg.bench.peer.Skopeo;
import dev.jimg.bench.peer.Yard;
import dev.jimg.bench.report.Goal;
import dev.jimg.bench.report.Row;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the sections share: the sizes, a registry with the images, the peers, a directory; and who could not do what. */
final class Workbench implements AutoCloseable {

    /** The versions 1.9.x, which Debian 12 has. */
    static final String OLD_SKOPEO = "skopeo 1.9.";

    private final Sizes sizes;
    private final Yard yard = new Yard();
    private final Installed installed;
    private final RealRegistry registry = RealRegistry.open();
    private final BenchImages images;
    private final List<Peer> peers = new ArrayList<>();
    private final Map<String, ImageFixture> pushed = new HashMap<>();
    private final Map<Integer, Path> stores = new HashMap<>();
    private final List<String> failures = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param launcher of the installed program */
    Workbench(Sizes sizes, Path launcher) {
        this.sizes = sizes;
        installed = new Installed(launcher, yard);
        images = new BenchImages(sizes);
        peers.addAll(Skopeo.all(yard));
        peers.addAll(Crane.all(yard));
        Stream.of(Podman.find(yard), Docker.find(yard)).flatMap(Optional::stream).forEach(peers::add);
        // Also when somebody has waited long enough.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    Sizes sizes() {
        return sizes;
    }

    Yard yard() {
        return yard;
    }

    Installed installed() {
        return installed;
    }

    BenchImages images() {
        return images;
    }

    RealRegistry registry() {
        return registry;
    }

    /** A new one, with an empty store. */
    JimgTui command() {
        return new JimgTui(installed, yard);
    }

    /** A new one, which the caller closes. */
    App app() {
        return new App(installed, yard);
    }

    /** The image as it was asked for with {@link #reference}. */
    ImageFixture image(String name) {
        ImageFixture image = pushed.get(name);
        if (image == null) {
            throw new IllegalStateException("nobody has asked for a reference to an image " + name);
        }
        return image;
    }

    /** The name of an image in the registry, which has it then. */
    String reference(String name, Function<BenchImages, ImageFixture> image) {
        if (!pushed.containsKey(name)) {
            ImageFixture made = image.apply(images);
            made.push(registry, tag(name));
            pushed.put(name, made);
        }
        return registry.hostPort() + "/" + tag(name);
    }

    /** What an image is called in a registry: crane takes no repository whose name is a single letter. */
    static String tag(String name) {
        return "image-" + name + ":1";
    }

    /** A store with so many small images. */
    Path manyImages(int count) {
        return stores.computeIfAbsent(count, number -> {
            Path store = yard.fresh("many");
            ManyImages.write(store, number);
            return store;
        });
    }

    /**
     * Goals against skopeo, by the names of those that are here. An old one is no yardstick where a newer one is, which
     * needs half the time.
     */
    Map<String, Goal> againstSkopeo(double ratio, double ratioToOld) {
        List<String> names = peers.stream().map(Peer::name).filter(name -> name.startsWith("skopeo ")).toList();
        List<String> newer = names.stream().filter(name -> !name.startsWith(OLD_SKOPEO)).toList();
        Map<String, Goal> goals = new HashMap<>();
        newer.forEach(name -> goals.put(name, Goal.ratio(ratio)));
        if (newer.isEmpty()) {
            names.forEach(name -> goals.put(name, Goal.ratio(ratioToOld)));
        }
        return goals;
    }

    /** The peers that can do something. */
    List<Contender> peers(Function<Peer, Optional<Contender>> work) {
        List<Contender> contenders = new ArrayList<>();
        for (Peer peer : peers) {
            try {
                work.apply(peer).ifPresent(contenders::add);
            } catch (BenchException | AssertionError e) {
                failures.add(peer.name() + " failed: " + e.getMessage());
            }
        }
        return contenders;
    }

    /** Has the peers do something that is not measured. */
    void prepare(Consumer<Peer> work) {
        peers(peer -> {
            work.accept(peer);
            return Optional.empty();
        });
    }

    /** Runs all of them in turns: a row for each of ours, and below it the peers that do the same. */
    List<Row> compare(String operation, List<Ours> ours, List<Contender> others) {
        List<Contender> all = new ArrayList<>(ours.stream().map(Ours::contender).distinct().toList());
        all.addAll(others);
        Map<String, Series> series = race(operation, all);
        List<Row> rows = new ArrayList<>();
        for (Ours one : ours) {
            Series measured = series.get(one.contender().name());
            if (measured != null) {
                List<Series> theirs = others.stream().map(Contender::name).filter(series::containsKey)
                        .filter(name -> isPeerOf(one, name)).map(series::get).toList();
                rows.addAll(Row.of(operation, one.part().apply(measured), one.own(), theirs, one.goals()));
            }
        }
        return rows;
    }

    /** Whoever is no peer is ourselves, in another way. */
    private boolean isPeerOf(Ours ours, String name) {
        return peers.stream().filter(peer -> peer.name().equals(name)).allMatch(ours.peers());
    }

    /** Runs all of them in turns. */
    Map<String, Series> race(String operation, List<Contender> contenders) {
        return new Race(sizes.runs(), failure -> failures.add(operation + ": " + failure)).between(contenders);
    }

    /** Who could not do what it was asked for. */
    List<String> failures() {
        return failures;
    }

    void failed(String what) {
        failures.add(what);
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        peers.forEach(Workbench::end);
        registry.close();
        yard.close();
    }

    private static void end(Peer peer) {
        try {
            peer.close();
        } catch (Exception e) {
            System.err.println("could not end " + peer.name() + ": " + e.getMessage());
        }
    }
}
