package dev.jimg.cli;

import dev.jimg.testing.Fixture;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealRegistry;
import java.util.HashMap;
import java.util.Map;

/** Images that a list, a history or a template may stumble over, on an engine of our own. */
final class AwkwardImages {

    private static final String MANY_LINES = "/bin/sh -c set -e &&\n\tapt-get update &&\n\tapt-get install -y x\ty";

    private final RealDocker docker;
    private final RealRegistry registry;
    private final Map<String, String> words = new HashMap<>();

    AwkwardImages(RealDocker docker, RealRegistry registry) {
        this.docker = docker;
        this.registry = registry;
        words.put("registry", registry.hostPort());
    }

    /** What stands for what in the cases: {@code {registry}}, {@code {id:NAME}}, {@code {digest:NAME}}. */
    Map<String, String> words() {
        return words;
    }

    void prepare() {
        docker.clear();
        bring("many/names:1.0", image("2024-03-01T10:00:00Z").label("a", "b").label("empty", "")
                .label("sp", "d e=f").build());
        for (String name : new String[] {"many/names:1.0", "many/names:2", "nginx:latest", "nginx:1.27",
            "host.example.com:8443/team/app:v2", "lib/with_under-score:1", "localhost:5001/x:2"}) {
            docker.docker("tag", registry.hostPort() + "/many/names:1.0", name);
        }
        only("labelled:1", image("2023-05-06T07:08:09.123456789Z").label("a", "c").label("com.example.x", "1").build());
        only("plain:1", image("2022-01-31T23:59:59Z").build());
        only("epoch:1", image("1970-01-01T00:00:00Z").build());
        only("timeless:1", image("0001-01-01T00:00:00Z").build());
        only("future:1", image("2199-12-31T00:00:00Z").build());
        only("untold:1", image("2021-07-07T07:07:07Z").withoutHistory().build());
        only("thirty:1", ImageFixture.layers(30));
        only("lines:1", image("2020-02-29T12:00:00Z").layer(MANY_LINES, file("l")).emptyLayer("CMD [\"中文镜像\" \"é✅\"]")
                .emptyLayer("RUN <a> & \"b\" 'c' \\ d # a line that is far longer than what a table has room for").build());
        only("arm:1", image("2019-09-09T09:09:09Z").platform("linux/arm64/v8").build());
        only("cafe:1", image("2018-08-08T08:08:08Z").build());
        thrownAway();
        dangling();
        byDigest();
        held();
        built();
        for (String name : docker.docker("images", "--format", "{{.Repository}}:{{.Tag}}").out().lines().toList()) {
            if (!name.contains("<none>")) {
                words.put("id:" + name.replace(registry.hostPort() + "/", "registry/"),
                        docker.docker("images", "-q", "--no-trunc", name).out().lines().findFirst().orElseThrow());
            }
        }
    }

    private static ImageFixture.Builder image(String created) {
        return ImageFixture.builder().created(created)
                .layer("/bin/sh -c #(nop) ADD file:" + created + " in / ", file(created))
                .emptyLayer("/bin/sh -c #(nop)  CMD [\"sh\"]");
    }

    private static LayerFixture file(String content) {
        return LayerFixture.gzip(tar -> tar.file("etc/" + content, content.repeat(1000)));
    }

    private Fixture.Pushed bring(String name, Fixture fixture) {
        Fixture.Pushed pushed = fixture.push(registry, name);
        docker.docker("pull", "-q", pushed.reference());
        return pushed;
    }

    /** Under this name alone, without a digest. */
    private void only(String name, Fixture fixture) {
        String reference = bring(name, fixture).reference();
        docker.docker("tag", reference, name);
        docker.docker("rmi", reference);
    }

    private void dangling() {
        only("lost:1", image("2017-07-07T17:17:17Z").label("a", "lost").build());
        words.put("id:dangling", docker.docker("images", "-q", "--no-trunc", "lost").out().strip());
        docker.docker("tag", "plain:1", "lost:1");
        docker.docker("rmi", "lost:1");
    }

    /** In the registry only, to come and go. */
    private void thrownAway() {
        ImageFixture image = image("2015-05-05T15:15:15Z").build();
        words.put("digest:throw/away", image.push(registry, "throw/away:1").manifestDigest());
        words.put("id:throw/away", image.config().digest());
        image.push(registry, "throw/away:latest");
    }

    /** By a container that does not run. */
    private void held() {
        only("held:1", image("2014-04-04T14:14:14Z").build());
        docker.docker("create", "--network", "none", "held:1", "x");
    }

    private void byDigest() {
        Fixture.Pushed pushed = image("2016-06-06T16:16:16Z").build().push(registry, "by/digest:1");
        String reference = registry.hostPort() + "/by/digest@" + pushed.manifestDigest();
        docker.docker("pull", "-q", reference);
        words.put("digest:by/digest", pushed.manifestDigest());
        words.put("id:by/digest", docker.docker("images", "-q", "--no-trunc", reference).out().strip());
    }

    /** With images that only served as steps, and a comment. */
    private void built() {
        docker.command("build", "-q", "-t", "built:1", "-").env("DOCKER_BUILDKIT", "0").stdin("""
                FROM plain:1
                LABEL built=yes a=b
                ENV X="Y Z" P=$HOME
                EXPOSE 80/tcp 443
                VOLUME /v
                HEALTHCHECK --interval=5s CMD ls
                ONBUILD RUN x
                STOPSIGNAL 9
                USER me
                WORKDIR /w
                ENTRYPOINT ["/bin/z"]
                CMD ["x", "y"]
                """).run();
        String container = docker.docker("create", "--network", "none", "plain:1", "x").out().strip();
        docker.docker("commit", "-m", "Kömmentar 中文", "-a", "Ärni <a@b>", container, "commented:1");
        docker.docker("rm", container);
    }
}
