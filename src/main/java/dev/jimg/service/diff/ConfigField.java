package dev.jimg.service.diff;

/** What a config says of how its image was made and how its containers start, in the order in which it is shown. */
public enum ConfigField {
    OS("Os"), ARCHITECTURE("Architecture"), CREATED("Created"), AUTHOR("Author"), USER("User"),
    WORKING_DIR("WorkingDir"), ENTRYPOINT("Entrypoint"), CMD("Cmd"), SHELL("Shell"), STOP_SIGNAL("StopSignal"),
    HEALTHCHECK("Healthcheck"), ON_BUILD("OnBuild"), ENV("Env"), EXPOSED_PORTS("ExposedPorts"), VOLUMES("Volumes"),
    LABELS("Labels");

    private final String label;

    ConfigField(String label) {
        this.label = label;
    }

    /** Docker's and the spec's name for it. */
    public String label() {
        return label;
    }
}
