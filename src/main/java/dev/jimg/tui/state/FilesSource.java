package dev.jimg.tui.state;

import dev.jimg.service.files.RemoteContents;

/** Whose files are looked at. */
public sealed interface FilesSource {

    /** What it is called. */
    String name();

    /** An image that is here. */
    record Local(ImageRow image) implements FilesSource {
        @Override
        public String name() {
            return image.name();
        }
    }

    /** @param layer of an image in its registry, the lowest is 0 */
    record Remote(RemoteContents image, int layer) implements FilesSource {
        @Override
        public String name() {
            return image.reference().familiar();
        }
    }
}
