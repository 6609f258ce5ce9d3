package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import dev.jimg.build.dockerfile.Dockerfile;
import dev.jimg.build.dockerfile.Instruction;
import dev.jimg.build.dockerfile.Stage;
import dev.jimg.build.dockerfile.Words;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.Layer;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.Platform;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One build: the stages that are needed, in the order of the file. Used once. */
final class DockerfileRun {

    private static final String SCRATCH = "scratch";
    private static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Workshop shop;
    private final Dockerfile dockerfile;
    private final StageGraph graph;
    private final BuildArgs globals;
    private final Map<Integer, StageState> stages = new HashMap<>();
    private final Map<String, FileTree> images = new HashMap<>();
    private final int total;
    private int index;

    DockerfileRun(Workshop shop, Dockerfile dockerfile, StageGraph graph) {
        this.shop = shop;
        this.dockerfile = dockerfile;
        this.graph = graph;
        this.globals = BuildArgs.global(shop.spec().args(), shop.spec().platform().orElse(Platform.local()));
        int steps = dockerfile.globalArgs().size();
        for (int stage : graph.needed()) {
            steps += dockerfile.stages().get(stage).steps().size();
        }
        this.total = steps + (shop.spec().labels().isEmpty() ? 0 : 1);
    }

    StageState run() {
        for (Stage.Step step : dockerfile.globalArgs()) {
            begin(step.statement().text());
            declareGlobals((Instruction.Arg) step.instruction());
        }
        for (int stage : graph.needed()) {
            stages.put(stage, stage(stage));
        }
        StageState done = stages.get(graph.target());
        if (done.untouched().isEmpty() && done.config().root().path("history").isEmpty()
                && shop.spec().labels().isEmpty()) {
            throw new BuildException(Kind.INVALID, "No image was generated. Is your Dockerfile empty?", "");
        }
        label(done);
        if (!globals.unused().isEmpty()) {
            shop.listener().output("[Warning] One or more build-args [" + String.join(" ", globals.unused())
                    + "] were not consumed\n", true);
        }
        return done;
    }

    private void begin(String text) {
        shop.cancellation().check();
        shop.listener().step(++index, total, text);
    }

    private void declareGlobals(Instruction.Arg arg) {
        Words words = globalWords();
        Map<String, Optional<String>> replaced = new LinkedHashMap<>();
        arg.names().forEach((name, value) -> replaced.put(name, value.map(words::word)));
        replaced.forEach(globals::declareGlobal);
    }

    private Words globalWords() {
        return new Words(dockerfile.escape(), globals::global);
    }

    private StageState stage(int number) {
        Stage stage = dockerfile.stages().get(number);
        List<Stage.Step> steps = stage.steps();
        begin(steps.get(0).statement().text());
        StageState state = base(number, stage.from());
        StageSteps work = new StageSteps(shop, state, name -> source(number, name));
        work.triggers();
        for (Stage.Step step : steps.subList(1, steps.size())) {
            begin(step.statement().text());
            work.apply(step.instruction());
        }
        return state;
    }

    private StageState base(int number, Instruction.From from) {
        String name = globalWords().word(from.base());
        if (name.isBlank()) {
            throw new BuildException(Kind.INVALID, "base name (" + from.base() + ") should not be blank", "");
        }
        Optional<Platform> platform = from.platform().map(text -> globalWords().word(text))
                .filter(text -> !text.isEmpty()).map(Platform::parse).or(() -> shop.spec().platform());
        Optional<Integer> stage = graph.base(number, name);
        if (stage.isPresent()) {
            return stages.get(stage.get()).copy();
        }
        StageState state = name.equals(SCRATCH) ? scratch(platform.orElse(Platform.local()))
                : image(shop.bases().find(name, platform, shop.spec().pull(), shop.cancellation()));
        if (state.config().env("PATH").isEmpty()) {
            state.config().setEnv("PATH", DEFAULT_PATH);
        }
        return state;
    }

    private StageState scratch(Platform platform) {
        return new StageState(ConfigDraft.empty(platform), List.of(), new Times(shop.spec().epoch(), Optional.empty()),
                globals.stage(), dockerfile.escape(), shop.trees(), Optional.empty(), Optional.empty());
    }

    private StageState image(Manifest manifest) {
        ImageConfig config = config(manifest);
        return new StageState(ConfigDraft.of(config), Layer.of(manifest, config),
                new Times(shop.spec().epoch(), config.created()), globals.stage(), dockerfile.escape(), shop.trees(),
                Optional.empty(), Optional.of(manifest));
    }

    private ImageConfig config(Manifest manifest) {
        shop.layers().protect(manifest);
        return ImageConfig.parse(shop.store().blobs().read(manifest.config().digest()));
    }

    /** The files of the stage or image that a {@code --from} means. */
    private FileTree source(int number, String name) {
        Optional<Integer> stage = graph.source(number, name);
        if (stage.isPresent()) {
            // One that only a trigger of the base image names is not among those that were found to be needed.
            StageState found = stages.get(stage.get());
            if (found == null) {
                found = stage(stage.get());
                stages.put(stage.get(), found);
            }
            return found.tree();
        }
        return images.computeIfAbsent(name, image -> {
            Manifest manifest = shop.bases().find(image, shop.spec().platform(), shop.spec().pull(),
                    shop.cancellation());
            return shop.trees().read(Layer.of(manifest, config(manifest)));
        });
    }

    private void label(StageState state) {
        if (shop.spec().labels().isEmpty()) {
            return;
        }
        begin("LABEL " + HistoryText.joined(shop.spec().labels()));
        ConfigDraft before = state.config().copy();
        state.config().putAll("Labels", shop.spec().labels());
        state.addEmpty(HistoryText.of(before, " LABEL " + HistoryText.joined(shop.spec().labels())));
    }
}
