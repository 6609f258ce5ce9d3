package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.List;

/** The commands given to the palette, the latest last, each once. */
public record PaletteHistory(List<String> commands) {

    public static final PaletteHistory EMPTY = new PaletteHistory(List.of());

    private static final int LIMIT = 100;

    public PaletteHistory {
        commands = List.copyOf(commands);
    }

    public PaletteHistory add(String command) {
        List<String> longer = new ArrayList<>(commands);
        longer.remove(command);
        longer.add(command);
        return new PaletteHistory(longer.subList(Math.max(0, longer.size() - LIMIT), longer.size()));
    }
}
