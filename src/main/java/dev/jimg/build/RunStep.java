package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import dev.jimg.build.dockerfile.Heredoc;
import dev.jimg.build.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Does a RUN: takes its layer from the cache, or runs the command on the layers below. */
final class RunStep {

    private static final Set<String> NETWORKS = Set.of("default", "none", "host");
    private static final String SANDBOX = "sandbox";

    private final Workshop shop;
    private final StageState state;
    private final Function<String, FileTree> sources;

    /** @param sources the files of what a {@code from=} of a mount names */
    RunStep(Workshop shop, StageState state, Function<String, FileTree> sources) {
        this.shop = shop;
        this.state = state;
        this.sources = sources;
    }

    /** @throws BuildException INVALID if the command ends with a status other than 0 */
    void run(Instruction.Run run) {
        refuseUnoffered(run);
        RunMounts mounts = new RunMounts(shop, state, sources, run);
        List<String> shown = heredocs(run, run.command().resolved(state.config().shell()));
        List<String> args = isScript(run) ? List.of(mounts.addScript(run.heredocs().get(0))) : shown;
        String network = run.network().orElse(shop.spec().network());
        Map<String, String> declared = new TreeMap<>(state.args().declared());
        String createdBy = HistoryText.run(shown, declared);
        String key = key(args, declared, network, mounts);
        Optional<CachedLayer> known = shop.spec().useCache()
                ? shop.cache().find(key).flatMap(shop.layers()::keep) : Optional.empty();
        CachedLayer made = known.orElseGet(() -> make(args, shown, network, mounts));
        if (known.isPresent()) {
            shop.listener().cached();
            shop.cache().used(key);
        } else {
            shop.cache().remember(key, made);
        }
        state.addLayer(made, createdBy, Optional.empty());
    }

    private static void refuseUnoffered(Instruction.Run run) {
        run.network().filter(mode -> !NETWORKS.contains(mode)).ifPresent(mode -> {
            throw new BuildException(Kind.INVALID, "invalid network mode \"" + mode + "\"", "");
        });
        String security = run.security().orElse(SANDBOX);
        if (security.equals("insecure")) {
            throw new BuildException(Kind.UNSUPPORTED, "RUN --security=insecure is not offered on the store",
                    "Use an engine for this build: jimg-tui -H URL build …");
        }
        if (!security.equals(SANDBOX)) {
            throw new BuildException(Kind.INVALID, "security \"" + security + "\" is not valid", "");
        }
    }

    private List<String> env() {
        ConfigDraft config = state.config();
        List<String> env = new ArrayList<>(config.texts("Env"));
        state.args().declared().forEach((name, value) -> {
            if (config.env(name).isEmpty()) {
                env.add(name + "=" + value);
            }
        });
        state.args().proxies().forEach((name, value) -> env.add(name + "=" + value));
        return env;
    }

    /** A here-document alone that names its own interpreter. */
    private static boolean isScript(Instruction.Run run) {
        return isAlone(run) && run.heredocs().get(0).content().startsWith("#!");
    }

    private static boolean isAlone(Instruction.Run run) {
        return run.heredocs().size() == 1 && run.command().words().get(0).strip().matches("<<-?\\S+");
    }

    /** {@code RUN <<EOF} alone is a script for the shell; with a command before it, the shell reads it as it is. */
    private List<String> heredocs(Instruction.Run run, List<String> args) {
        if (run.heredocs().isEmpty()) {
            return args;
        }
        String command = run.command().words().get(0);
        StringBuilder script = new StringBuilder(command);
        if (isAlone(run)) {
            script = new StringBuilder(run.heredocs().get(0).content());
        } else {
            for (Heredoc heredoc : run.heredocs()) {
                script.append('\n').append(heredoc.content()).append(heredoc.name());
            }
        }
        List<String> all = new ArrayList<>(state.config().shell());
        all.add(script.toString());
        return List.copyOf(all);
    }

    /** All that the command can see; not the proxies, which say only how this machine reaches others. */
    private String key(List<String> args, Map<String, String> declared, String network, RunMounts mounts) {
        return BuildCache.key(List.of("run", state.config().toImage().raw().digest().toString(), args.toString(),
                declared.toString(), network, mounts.key()));
    }

    private CachedLayer make(List<String> args, List<String> shown, String network, RunMounts mounts) {
        ConfigDraft config = state.config();
        List<String> env = env();
        env.addAll(mounts.env(env));
        StepRunner.Command command = new StepRunner.Command(state.layers(), args, env, config.text("WorkingDir"),
                config.text("User"), network, mounts.resolved());
        return shop.layers().make(tar -> {
            NewestInTar newest = new NewestInTar(tar);
            int status = shop.runner().run(command, newest, shop.listener()::output, shop.cancellation());
            if (status != 0) {
                throw new BuildException(Kind.INVALID, "The command '" + String.join(" ", shown)
                        + "' returned a non-zero code: " + status, "");
            }
            return newest.newest();
        });
    }
}
