package dev.jimg.build;

import dev.jimg.build.dockerfile.Dockerfile;
import dev.jimg.build.dockerfile.Instruction;
import dev.jimg.build.dockerfile.InstructionParser;
import dev.jimg.build.dockerfile.Statement;
import dev.jimg.posix.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Does the instructions of one stage after its FROM. */
final class StageSteps {

    private final Workshop shop;
    private final StageState state;
    private final Function<String, FileTree> sources;
    private final ConfigStep config;

    /** @param sources the files of what a {@code --from} names */
    StageSteps(Workshop shop, StageState state, Function<String, FileTree> sources) {
        this.shop = shop;
        this.state = state;
        this.sources = sources;
        this.config = new ConfigStep(state.config(), state.words());
    }

    /** What the base image has planned for the builds on it (ONBUILD); it is planned no more then. */
    void triggers() {
        List<String> triggers = state.config().texts("OnBuild");
        if (triggers.isEmpty()) {
            return;
        }
        state.config().remove("OnBuild");
        shop.listener().output("# Executing " + triggers.size() + " build trigger"
                + (triggers.size() == 1 ? "" : "s") + "\n", false);
        for (String trigger : triggers) {
            for (Statement statement : Dockerfile.statements(trigger)) {
                apply(InstructionParser.parse(statement, state.escape()));
            }
        }
    }

    void apply(Instruction instruction) {
        shop.cancellation().check();
        if (instruction instanceof Instruction.Arg arg) {
            arg(arg);
        } else if (instruction instanceof Instruction.Copy copy) {
            copy(copy);
        } else if (instruction instanceof Instruction.Run run) {
            new RunStep(shop, state, sources).run(run);
        } else if (instruction instanceof Instruction.Workdir workdir) {
            workdir(workdir);
        } else {
            ConfigDraft before = state.config().copy();
            Map<String, String> pairs = pairs(instruction);
            config.apply(instruction);
            state.addEmpty(HistoryText.of(instruction, before, state.config(), pairs));
        }
    }

    /** The values of ENV and LABEL, replaced with what held before. */
    private Map<String, String> pairs(Instruction instruction) {
        List<Instruction.Pair> pairs = instruction instanceof Instruction.Env env ? env.pairs()
                : instruction instanceof Instruction.Label label ? label.pairs() : List.of();
        Map<String, String> replaced = new LinkedHashMap<>();
        pairs.forEach(pair -> replaced.put(state.words().word(pair.name()), state.words().word(pair.value())));
        return replaced;
    }

    private void arg(Instruction.Arg arg) {
        Map<String, Optional<String>> shown = new LinkedHashMap<>();
        arg.names().forEach((name, value) -> shown.put(name, value.map(state.words()::word)));
        shown.forEach(state.args()::declare);
        state.addEmpty(HistoryText.arg(state.config(), shown));
    }

    private void workdir(Instruction.Workdir workdir) {
        ConfigDraft before = state.config().copy();
        config.apply(workdir);
        String createdBy = HistoryText.of(workdir, before, state.config(), Map.of());
        LayerPlan plan = new CopyPlanner(state.tree(), Optional.empty(), Optional.empty(), path -> false,
                state.times()).directory(Bytes.ofText(state.config().text("WorkingDir")));
        if (plan.entries().isEmpty()) {
            state.addEmpty(createdBy);
        } else {
            add(plan, createdBy, BuildCache.key(List.of("workdir", plan.checksum(shop.digests()))));
        }
    }

    private void copy(Instruction.Copy copy) {
        FileTree from = copy.from().map(sources).orElseGet(shop.spec().context()::tree);
        CopyStep step = new CopyStep(state, copy, from, shop.downloads());
        List<CopySource> found = step.sources();
        LayerPlan plan = step.plan(found);
        String checksum = plan.checksum(shop.digests());
        String createdBy = HistoryText.copy(state.config(), copy,
                CopyStep.kind(plan, found) + ":" + checksum, step.destination());
        // The plan says all: owners, modes and the directories on the way are entries of it.
        add(plan, createdBy, BuildCache.key(List.of("copy", checksum)));
    }

    private void add(LayerPlan plan, String createdBy, String key) {
        Optional<CachedLayer> known = shop.spec().useCache()
                ? shop.cache().find(key).flatMap(shop.layers()::keep) : Optional.empty();
        CachedLayer made = known.orElseGet(() -> make(plan));
        if (known.isPresent()) {
            shop.listener().cached();
            shop.cache().used(key);
        } else {
            shop.cache().remember(key, made);
        }
        state.addLayer(made, createdBy, Optional.of(plan));
    }

    private CachedLayer make(LayerPlan plan) {
        return shop.layers().make(tar -> {
            new LayerWriter(tar, shop.digests(), shop.cancellation()).write(plan);
            return plan.newest();
        });
    }
}
