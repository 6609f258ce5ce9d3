package dev.jimg.backend.store;

import dev.jimg.service.Failure;
import java.util.List;

/** Says that containers keep an image from going, and which. */
final class ImageInUse {

    private static final int SHORT = 12;

    private ImageInUse() {}

    /** @param wish one with holders; those that run, whom no force removes, are named first */
    static Failure of(RemovalWish wish) {
        ContainerHome holder = wish.holders().stream().filter(ContainerHome::running).findFirst()
                .orElse(wish.holders().get(0));
        String container = holder.id().substring(0, SHORT);
        String image = wish.image().id().shortHex();
        boolean byName = !wish.image().id().digest().hex().startsWith(wish.text().replace("sha256:", ""));
        String verbatim = byName
                ? "conflict: unable to remove repository reference \"" + wish.text() + "\" (must force) - container "
                        + container + " is using its referenced image " + image
                : "conflict: unable to delete " + image + (holder.running()
                        ? " (cannot be forced) - image is being used by running container "
                        : " (must be forced) - image is being used by stopped container ") + container;
        List<String> names = names(wish.holders());
        return new Failure(Failure.Kind.CONFLICT, RemovalWishes.OPERATION, wish.text(), "in use by "
                + (names.size() == 1 ? "the container " : "the containers ") + String.join(", ", names),
                (holder.running() ? "Stop and remove " : "Remove ") + (names.size() == 1 ? "it" : "them") + " first"
                        + (holder.running() ? "." : ", or use -f."), verbatim, null);
    }

    /** A name ends with {@code (running)} where it runs. */
    static List<String> names(List<ContainerHome> homes) {
        return homes.stream().map(home -> home.record().name() + (home.running() ? " (running)" : "")).toList();
    }
}
