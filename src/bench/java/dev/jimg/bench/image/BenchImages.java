package dev.jimg.bench.image;

import dev.jimg.testing.Content;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The images, made when they are first asked for. */
public final class BenchImages {

    private final Sizes sizes;
    private final LayerShelf shelf = LayerShelf.inCache();
    private List<LayerFixture> layersOfB;

    public BenchImages(Sizes sizes) {
        this.sizes = sizes;
    }

    /** One layer. */
    public ImageFixture a() {
        return image(List.of(shelf.real("a", sizes.layerBytes())));
    }

    /** One layer, an eighth of A's. */
    public ImageFixture eighthOfA() {
        return image(List.of(shelf.real("a8", sizes.layerBytes() / 8)));
    }

    /** Many layers. */
    public ImageFixture b() {
        return image(layersOfB());
    }

    /** B with another topmost layer. */
    public ImageFixture nextB() {
        List<LayerFixture> layers = new ArrayList<>(layersOfB());
        layers.set(layers.size() - 1, shelf.real("next", sizes.layersBytes() / sizes.layers()));
        return image(layers);
    }

    /** A layer of very many files. */
    public ImageFixture manyFiles() {
        return image(List.of(shelf.names(sizes.files())));
    }

    /** So many layers of next to nothing: what is left of the cost is that of a layer. */
    public ImageFixture thin(int layers) {
        return ImageFixture.layers(layers);
    }

    /** The files of an image's layers, the lowest first. */
    public static List<Path> layerFiles(ImageFixture image) {
        return image.layers().stream().map(LayerFixture::content).map(Content::file).toList();
    }

    private List<LayerFixture> layersOfB() {
        if (layersOfB == null) {
            layersOfB = new ArrayList<>();
            for (int number = 0; number < sizes.layers(); number++) {
                layersOfB.add(shelf.real("b" + number, sizes.layersBytes() / sizes.layers()));
            }
        }
        return layersOfB;
    }

    private static ImageFixture image(List<LayerFixture> layers) {
        ImageFixture.Builder builder = ImageFixture.builder();
        for (LayerFixture layer : layers) {
            builder.layer("RUN install " + layer.diffId().substring(7, 19), layer);
        }
        return builder.build();
    }
}
