package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.Backend.Limit;
import dev.jimg.testing.ImageFixture;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What takes disk. */
public abstract class UsageContract extends ImageServiceContract {

    @Test
    void anEmptyPlaceTakesNone() {
        SystemUsage usage = service.systemUsage();
        assertEquals(0, usage.layers());
        assertEquals(List.of(), usage.images());
        assertEquals(List.of(), usage.containers());
    }

    @Test
    void countsSharedLayersOnce() {
        ImageFixture base = ImageFixture.random(1, 200_000);
        ImageFixture more = ImageFixture.builder().layer("base", base.layers().get(0))
                .layer("more", ImageFixture.random(2, 100_000).layers().get(1)).build();
        pulled(base, "usage/base:1");
        pulled(more, "usage/more:1");
        SystemUsage usage = service.systemUsage();
        assertEquals(images().stream().map(ImageSummary::id).collect(Collectors.toSet()),
                usage.images().stream().map(row -> row.image().id()).collect(Collectors.toSet()));
        long sum = usage.images().stream().mapToLong(SystemUsage.Image::size).sum();
        assertTrue(usage.layers() > 0 && usage.layers() <= sum, usage::toString);
        if (!has(Limit.COUNTS_TARS)) {
            assertTrue(usage.layers() < sum, usage::toString);
            assertTrue(usage.images().stream().allMatch(row -> row.shared() > 0), usage::toString);
        }
        assertTrue(usage.images().stream().allMatch(row -> row.containers() == 0), usage::toString);
    }
}
