package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import dev.jimg.build.dockerfile.Dockerfile;
import dev.jimg.build.dockerfile.Instruction;
import dev.jimg.build.dockerfile.Stage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which stages a build needs, and which stage a name means. */
final class StageGraph {

    private final Dockerfile dockerfile;
    private final int target;

    /** @throws BuildException INVALID if there is no such target, or two stages have one name */
    StageGraph(Dockerfile dockerfile, Optional<String> target) {
        this.dockerfile = dockerfile;
        Set<String> names = new HashSet<>();
        for (Stage stage : dockerfile.stages()) {
            if (stage.name().isPresent() && !names.add(stage.name().get())) {
                throw new BuildException(Kind.INVALID, stage.name().get() + " stage name already used", "");
            }
        }
        this.target = target.isEmpty() ? dockerfile.stages().size() - 1
                : dockerfile.stage(target.get()).orElseThrow(() -> new BuildException(Kind.INVALID,
                        "failed to reach build target " + target.get() + " in Dockerfile", ""));
    }

    int target() {
        return target;
    }

    /** The earlier stage that a FROM means; a number is an image's name there. */
    Optional<Integer> base(int stage, String name) {
        for (int i = 0; i < stage; i++) {
            if (dockerfile.stages().get(i).name().filter(name::equalsIgnoreCase).isPresent()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** The earlier stage that a {@code --from} means, by name or number. */
    Optional<Integer> source(int stage, String name) {
        return dockerfile.stage(name).filter(found -> found < stage);
    }

    /** The target and all that it is built from, in the order of the file. */
    List<Integer> needed() {
        Set<Integer> needed = new TreeSet<>();
        Deque<Integer> todo = new ArrayDeque<>(List.of(target));
        while (!todo.isEmpty()) {
            int index = todo.removeFirst();
            if (needed.add(index)) {
                Stage stage = dockerfile.stages().get(index);
                // A name with a variable may turn out to be any stage before.
                if (stage.from().base().indexOf('$') >= 0) {
                    for (int i = 0; i < index; i++) {
                        todo.add(i);
                    }
                }
                base(index, stage.from().base()).ifPresent(todo::add);
                for (Stage.Step step : stage.steps()) {
                    if (step.instruction() instanceof Instruction.Copy copy) {
                        copy.from().flatMap(name -> source(index, name)).ifPresent(todo::add);
                    } else if (step.instruction() instanceof Instruction.Run run) {
                        run.mounts().stream().flatMap(mount -> RunMount.from(mount).stream())
                                .flatMap(name -> source(index, name).stream()).forEach(todo::add);
                    }
                }
            }
        }
        return List.copyOf(needed);
    }
}
