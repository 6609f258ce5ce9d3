package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.Backend;
import dev.jimg.service.BackendOwner;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageServiceContract;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.PullRequest;
import dev.jimg.service.RemovalPlan;
import dev.jimg.service.RemovalResult;
import dev.jimg.service.RemoveRequest;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.IndexFixture;
import dev.jimg.transfer.Cancellation;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Images of which one ID, or one name by digest, says too little: only this store can hold both. */
final class SharedIdentityTest extends ImageServiceContract implements BackendOwner {

    private StorePlace place;

    @Override
    public Backend backend() {
        place = StorePlace.create();
        return place;
    }

    private long blobs() {
        return place.store().resolve("blobs/sha256").toFile().list().length;
    }

    /** Two manifests with one config, as one that was compressed anew has. */
    private ImageFixture twins() {
        ImageFixture.Builder image = small("twin", "2024-05-06T07:08:09Z").format(ImageFixture.Format.OCI);
        ImageFixture first = image.build();
        pulled(first, "twin/one:1");
        pulled(image.annotation("again", "yes").build(), "twin/two:1");
        assertEquals(2, images().size());
        return first;
    }

    @Test
    void manifestsWithOneConfigGoTogetherByTheirId() {
        String id = twins().config().digest();
        RemoveRequest gently = RemoveRequest.of(List.of(id));
        assertEquals(RemovalPlan.Effect.BLOCKED, service.planRemoval(gently).targets().get(0).effect());
        assertEquals(List.of(Failure.Kind.CONFLICT),
                service.remove(gently).failures().stream().map(Failure::kind).toList());
        assertEquals(2, images().size());

        RemoveRequest forced = new RemoveRequest(List.of(id), RemoveRequest.Mode.REMOVE, true, true);
        RemovalPlan plan = service.planRemoval(forced);
        RemovalResult result = service.remove(forced);
        assertEquals(List.of(), result.failures());
        assertEquals(plan.frees(), result.freed());
        assertEquals(1, result.steps().stream().filter(step -> step.subject().equals(id)).count());
        assertEquals(List.of(), images());
        assertEquals(0, blobs());
    }

    @Test
    void ofManifestsWithOneConfigANameTakesOnlyItsOwn() {
        twins();
        assertEquals(List.of(), service.remove(RemoveRequest.of(List.of(ref("twin/one:1").familiar()))).failures());
        assertEquals(List.of("twin/two:1"), filtered());
        assertEquals(ImageSummary.Health.GOOD, images().get(0).health());
    }

    /** The same index for two platforms: its digest is a name of both. */
    private Reference bothPlatforms(IndexFixture index) {
        Reference name = pushed(index, "both/platforms:1").withDigest(Digest.parse(index.root().digest()));
        pull(new PullRequest(name, Optional.of(Platform.parse("linux/s390x"))));
        pull(name);
        assertEquals(2, images().size());
        return name;
    }

    @Test
    void theDigestOfAnIndexMeansThisMachinesImage() {
        IndexFixture index = ImageFixture.multiPlatform("linux/s390x", Platform.local().toString());
        Reference name = bothPlatforms(index);
        assertEquals(Platform.local(), service.inspect(name.familiar()).summary().platform());
        for (Optional<Platform> platform : List.of(Optional.<Platform>empty(),
                Optional.of(Platform.parse("linux/s390x")))) {
            PullRequest again = new PullRequest(name, platform);
            assertTrue(service.plan(again, Cancellation.none()).upToDate());
            assertFalse(pull(again).fresh());
        }
    }

    @Test
    void theDigestOfAnIndexTakesAllItsImagesAlong() {
        Reference name = bothPlatforms(ImageFixture.multiPlatform("linux/s390x", Platform.local().toString()));
        assertEquals(List.of(), service.remove(RemoveRequest.of(List.of(name.familiar()))).failures());
        assertEquals(List.of(), images());
        assertEquals(0, blobs());
    }

    @Test
    void tellsTheDigestThatTheRegistryKnows() {
        ImageFixture docker = small("original");
        Reference name = pulled(docker, "original/small:1");
        assertEquals(docker.root().digest(), images().get(0).manifest().toString());
        assertEquals(images().get(0).manifest(),
                service.describe(name, Cancellation.none()).variants().get(0).manifest());
        assertTrue(Files.exists(place.store().resolve("blobs/sha256").resolve(images().get(0).manifest().hex())));
    }
}
