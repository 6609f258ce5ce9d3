package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import dev.jimg.build.dockerfile.Heredoc;
import dev.jimg.build.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Does a RUN: takes its layer from the cache, or runs the command on the layers below. */
final class RunStep {

    private final Workshop shop;
    private final StageState state;

    RunStep(Workshop shop, StageState state) {
        this.shop = shop;
        this.state = state;
    }

    /** @throws BuildException INVALID if the command ends with a status other than 0 */
    void run(Instruction.Run run) {
        refuseUnoffered(run);
        StepRunner.Command command = command(run);
        Map<String, String> args = new TreeMap<>(state.args().declared());
        String createdBy = HistoryText.run(command.args(), args);
        String key = key(command, args);
        Optional<CachedLayer> known = shop.spec().useCache()
                ? shop.cache().find(key).flatMap(shop.layers()::keep) : Optional.empty();
        CachedLayer made = known.orElseGet(() -> make(command));
        if (known.isPresent()) {
            shop.listener().cached();
        } else {
            shop.cache().remember(key, made);
        }
        state.addLayer(made, createdBy, Optional.empty());
    }

    private static void refuseUnoffered(Instruction.Run run) {
        if (run.security().filter(mode -> !mode.equals("sandbox")).isPresent()) {
            throw new BuildException(Kind.UNSUPPORTED, "RUN --security=" + run.security().get()
                    + " is not offered on the store", "Use an engine for this build: jimg-tui -H URL build …");
        }
    }

    private StepRunner.Command command(Instruction.Run run) {
        ConfigDraft config = state.config();
        List<String> args = heredocs(run, run.command().resolved(config.shell()));
        List<String> env = new ArrayList<>(config.texts("Env"));
        state.args().declared().forEach((name, value) -> {
            if (config.env(name).isEmpty()) {
                env.add(name + "=" + value);
            }
        });
        state.args().proxies().forEach((name, value) -> env.add(name + "=" + value));
        List<RunMount> mounts = run.mounts().stream()
                .map(text -> RunMount.parse(state.words().word(text), config.text("WorkingDir"))).toList();
        return new StepRunner.Command(state.layers(), args, env, config.text("WorkingDir"), config.text("User"),
                run.network().orElse(shop.spec().network()), mounts);
    }

    /** {@code RUN <<EOF} alone is a script for the shell; with a command before it, the shell reads it as it is. */
    private List<String> heredocs(Instruction.Run run, List<String> args) {
        if (run.heredocs().isEmpty()) {
            return args;
        }
        String command = run.command().words().get(0);
        StringBuilder script = new StringBuilder(command);
        boolean alone = command.strip().matches("<<-?\\S+");
        if (alone) {
            Heredoc only = run.heredocs().get(0);
            if (only.content().startsWith("#!")) {
                throw new BuildException(Kind.UNSUPPORTED, "RUN with a here-document that names its own interpreter is"
                        + " not offered on the store", "Name the interpreter instead: RUN python3 <<EOF");
            }
            script = new StringBuilder(only.content());
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
    private String key(StepRunner.Command command, Map<String, String> args) {
        return BuildCache.key(List.of("run", state.config().toImage().raw().digest().toString(),
                command.args().toString(), args.toString(), command.network(), command.mounts().toString()));
    }

    private CachedLayer make(StepRunner.Command command) {
        return shop.layers().make(tar -> {
            NewestInTar newest = new NewestInTar(tar);
            int status = shop.runner().run(command, newest, shop.listener()::output, shop.cancellation());
            if (status != 0) {
                throw new BuildException(Kind.INVALID, "The command '" + String.join(" ", command.args())
                        + "' returned a non-zero code: " + status, "");
            }
            return newest.newest();
        });
    }
}
