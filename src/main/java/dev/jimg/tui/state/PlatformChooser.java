package dev.jimg.tui.state;

import dev.jimg.oci.Platform;
import java.util.List;

/** The platforms of an image to choose from. @param index the one under the cursor */
public record PlatformChooser(List<Platform> all, int index) {

    public PlatformChooser {
        all = List.copyOf(all);
    }

    static PlatformChooser at(List<Platform> all, Platform current) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).equals(current)) {
                return new PlatformChooser(all, i);
            }
        }
        return new PlatformChooser(all, 0);
    }

    public Platform selected() {
        return all.get(index);
    }

    /** Stops at both ends. */
    PlatformChooser move(int delta) {
        return new PlatformChooser(all, Math.max(0, Math.min(all.size() - 1, index + delta)));
    }
}
