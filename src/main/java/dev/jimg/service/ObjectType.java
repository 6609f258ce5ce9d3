package dev.jimg.service;

import java.util.Locale;

/** The kinds of objects that docker inspects, in the order in which it looks for one by its name alone. */
public enum ObjectType {
    CONTAINER(false),
    IMAGE(false),
    NETWORK(false),
    VOLUME(false),
    SERVICE(true),
    TASK(true),
    NODE(true),
    PLUGIN(false),
    SECRET(true),
    CONFIG(true);

    private final boolean ofSwarm;

    ObjectType(boolean ofSwarm) {
        this.ofSwarm = ofSwarm;
    }

    /** Whether only the manager of a swarm has such objects. */
    public boolean ofSwarm() {
        return ofSwarm;
    }

    /** As one types it: {@code container}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
