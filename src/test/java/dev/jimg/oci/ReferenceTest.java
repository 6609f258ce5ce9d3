package dev.jimg.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of distribution/reference, with Docker Hub's defaults filled in. */
class ReferenceTest {

    @ParameterizedTest
    @ValueSource(strings = {"docker.io/ghcr.io/a", "docker.io/localhost/a", "docker.io/docker.io/a"})
    void aShortNameNeverLeadsToAnotherRegistry(String text) {
        assertEquals(text, Reference.parse(text).familiar());
        assertEquals(Reference.parse(text), Reference.parse(Reference.parse(text).familiar()));
    }

    private static final String F64 = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
    private static final String SHA256 = "sha256:" + F64;
    private static final String SHA512 = "sha512:" + F64 + F64;
    private static final String HEX_ID = "1a3f5e7d9c1b3a5f7e9d1c3b5a7f9e1d3c5b7a9f1e3d5d7c9b1a3f5e7d9c1b3a";

    @ParameterizedTest
    @CsvSource({
        "test_com,                               docker.io,           library/test_com,             ''",
        "test.com:tag,                           docker.io,           library/test.com,             tag",
        "test.com:5000,                          docker.io,           library/test.com,             5000",
        "test.com/repo:tag,                      test.com,            repo,                         tag",
        "test:5000/repo,                         test:5000,           repo,                         ''",
        "test:5000/repo:tag,                     test:5000,           repo,                         tag",
        "lowercase:Uppercase,                    docker.io,           library/lowercase,            Uppercase",
        "sub-dom1.foo.com/bar/baz/quux,          sub-dom1.foo.com,    bar/baz/quux,                 ''",
        "b.gcr.io/test.example.com/my-app:t.e.c, b.gcr.io,            test.example.com/my-app,      t.e.c",
        "xn--n3h.com/myimage:xn--n3h.com,        xn--n3h.com,         myimage,                      xn--n3h.com",
        "foo_bar.com:8080,                       docker.io,           library/foo_bar.com,          8080",
        "foo/foo_bar.com:8080,                   docker.io,           foo/foo_bar.com,              8080",
        "192.168.1.1,                            docker.io,           library/192.168.1.1,          ''",
        "192.168.1.1:5000,                       docker.io,           library/192.168.1.1,          5000",
        "192.168.1.1/repo,                       192.168.1.1,         repo,                         ''",
        "192.168.1.1:5000/repo:5050,             192.168.1.1:5000,    repo,                         5050",
        "[2001:db8::1]/repo,                     [2001:db8::1],       repo,                         ''",
        "[2001:db8:1:2:3:4:5:6]/repo:tag,        [2001:db8:1:2:3:4:5:6], repo,                      tag",
        "[2001:db8::1]:5000/repo,                [2001:db8::1]:5000,  repo,                         ''",
        "[2001:db8::]:5000/repo:tag,             [2001:db8::]:5000,   repo,                         tag",
        "[::1]:5000/repo,                        [::1]:5000,          repo,                         ''",
        "localhost/x,                            localhost,           x,                            ''",
        "localhost:5000/x/y:1,                   localhost:5000,      x/y,                          1",
        "localhost,                              docker.io,           library/localhost,            ''",
        "test-com:8080/foo,                      test-com:8080,       foo,                          ''",
        "test_com/foo,                           docker.io,           test_com/foo,                 ''",
        "Uppercase/lowercase:tag,                Uppercase,           lowercase,                    tag",
        "docker---rules/docker,                  docker.io,           docker---rules/docker,        ''",
        "dock__er/docker,                        docker.io,           dock__er/docker,              ''",
        "d/docker,                               docker.io,           d/docker,                     ''",
        "a:_x,                                   docker.io,           library/a,                    _x",
    })
    void readsDomainPathAndTag(String text, String domain, String path, String tag) {
        Reference reference = Reference.parse(text);
        assertEquals(domain, reference.domain());
        assertEquals(path, reference.path());
        assertEquals(tag, reference.tag().orElse(""));
        assertEquals(Optional.empty(), reference.digest());
    }

    @ParameterizedTest
    @CsvSource({
        "nginx,                         nginx,                     docker.io/library/nginx",
        "library/nginx,                 nginx,                     docker.io/library/nginx",
        "docker.io/nginx,               nginx,                     docker.io/library/nginx",
        "docker.io/library/nginx,       nginx,                     docker.io/library/nginx",
        "index.docker.io/nginx,         nginx,                     docker.io/library/nginx",
        "index.docker.io/library/nginx, nginx,                     docker.io/library/nginx",
        "index.docker.io/fooo/bar,      fooo/bar,                  docker.io/fooo/bar",
        "other/library,                 other/library,             docker.io/other/library",
        "library/foo/bar,               library/foo/bar,           docker.io/library/foo/bar",
        "store/foo/bar,                 store/foo/bar,             docker.io/store/foo/bar",
        "127.0.0.1:8000/private/base,   127.0.0.1:8000/private/base, 127.0.0.1:8000/private/base",
        "example.com/privatebase,       example.com/privatebase,   example.com/privatebase",
        "Foo/bar,                       Foo/bar,                   Foo/bar",
        "ubuntu-12.04-base,             ubuntu-12.04-base,         docker.io/library/ubuntu-12.04-base",
    })
    void hasAFamiliarAndACompleteName(String text, String familiar, String complete) {
        Reference reference = Reference.parse(text);
        assertEquals(familiar, reference.familiarName());
        assertEquals(complete, reference.name());
        assertEquals(reference, Reference.parse(familiar), "the familiar form means the same");
        assertEquals(reference, Reference.parse(complete), "the complete form means the same");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        ":justtag", "@" + SHA256, "repo@sha256:ffffffffffffffffffffffffffffffffff",
        "repo@", "repo@sha256", "validname@invaliddigest:" + F64, "repo@" + SHA256 + "@" + SHA256,
        "Uppercase:tag", "test:5000/Uppercase/lowercase:tag", "docker/Docker", "docker.io/docker/Docker",
        "aa/asdf$$^/aa", "https://github.com/docker/docker", "-docker", "-docker/docker", "docker-/docker",
        "-docker.io/docker/docker", "foo-.com/x", "foo..com/x", "docker///docker", "a//b", "/a", "docker/",
        "a/b/", "____/____", "_docker/_docker", "dock..er/docker", "dock_.er/docker", "dock-.er/docker",
        "dock___er/docker", "a.", "a_", "a-", "repo:.tag", "repo:-tag", "repo:", "repo:a b", "repo:a/b:", " nginx",
        "nginx ", "n\u00fcx", "nginx:\u00fc", "nginx\n", "[2001:db8::1]", "[2001:db8::1]:5000", "[2001:db8::1]:tag",
        "[fe80::1%eth0]:5000/repo", "[fe80::1%@invalidzone]:5000/repo", "fc00::1:5000/debian",
        "[2001:db8:3:4::192.0.2.33]:5000/debian", "[]/x", "[::1/x", "test.com:/x", "test.com:5a/x", "test.com:-1/x",
        HEX_ID,
    })
    void refusesWhatIsNoReference(String text) {
        MalformedException refused = assertThrows(MalformedException.class, () -> Reference.parse(text));
        assertTrue(refused.getMessage().startsWith("invalid re"), refused.getMessage());
        assertEquals(Optional.empty(), Reference.tryParse(text));
    }

    @Test
    void refusesTheEmptyText() {
        assertThrows(MalformedException.class, () -> Reference.parse(""));
    }

    @Test
    void saysInDockersWordsWhatMustBeLowercase() {
        String message = assertThrows(MalformedException.class, () -> Reference.parse("AAA:1")).getMessage();
        assertEquals("invalid reference format: repository name (library/AAA) must be lowercase", message);
        message = assertThrows(MalformedException.class, () -> Reference.parse("a.io/B/c")).getMessage();
        assertEquals("invalid reference format: repository name (B/c) must be lowercase", message);
    }

    @Test
    void readsTagAndDigestTogether() {
        for (String digest : new String[] {SHA256, SHA512}) {
            for (String name : new String[] {"test:5000/repo", "[2001:db8::1]:5000/repo", "test.com:5000/repo"}) {
                Reference reference = Reference.parse(name + ":tag@" + digest);
                assertEquals(name, reference.name());
                assertEquals(Optional.of("tag"), reference.tag());
                assertEquals(Optional.of(Digest.parse(digest)), reference.digest());
                assertEquals(digest, reference.target(), "the digest is exact, the tag is not");
                assertEquals(name + ":tag@" + digest, reference.toString());
            }
        }
    }

    @Test
    void keepsTagAndDigestInTheFamiliarForm() {
        Reference reference = Reference.parse("docker.io/library/busybox:latest@" + SHA256);
        assertEquals("busybox:latest@" + SHA256, reference.familiar());
        assertEquals("docker.io/library/busybox:latest@" + SHA256, reference.toString());
    }

    @Test
    void limitsTheTagTo128() {
        assertEquals(128, Reference.parse("a:" + "t".repeat(128)).tag().orElseThrow().length());
        assertThrows(MalformedException.class, () -> Reference.parse("a:" + "t".repeat(129)));
        assertThrows(MalformedException.class, () -> Reference.parse("a").withTag("t".repeat(129)));
        assertThrows(MalformedException.class, () -> Reference.parse("a").withTag("-foo"));
        assertThrows(MalformedException.class, () -> Reference.parse("a").withTag(""));
    }

    @Test
    void tellsATagFromOtherText() {
        assertTrue(Reference.isTag("1.2_x-Y"));
        for (String text : new String[] {"", ".a", "-a", "a b", "a/b", "a:b", "\u001b[2J", "a".repeat(129)}) {
            assertFalse(Reference.isTag(text), text);
        }
    }

    @Test
    void limitsThePathTo255WithoutDomainAndTag() {
        String path255 = "a/".repeat(127) + "a";
        assertEquals(255, Reference.parse(path255 + ":tag-puts-this-over-max").path().length());
        assertEquals(255, Reference.parse("example.com:5000/" + path255).path().length());
        assertThrows(MalformedException.class, () -> Reference.parse("example.com/a" + path255));
        assertThrows(MalformedException.class, () -> Reference.parse("a/" + path255));
        assertEquals(255, Reference.parse("n".repeat(247)).path().length(), "library/ counts");
        assertThrows(MalformedException.class, () -> Reference.parse("n".repeat(248)));
    }

    @Test
    void takes64HexDigitsForAnIdUnlessAHostSaysOtherwise() {
        String message = assertThrows(MalformedException.class, () -> Reference.parse(HEX_ID)).getMessage();
        assertTrue(message.contains(HEX_ID) && message.contains("64-byte hexadecimal"), message);
        assertEquals("library/" + HEX_ID, Reference.parse("docker.io/" + HEX_ID).path());
        assertEquals("library/" + HEX_ID.substring(1), Reference.parse(HEX_ID.substring(1)).path());
        String notHex = "thisisthesongthatneverendsitgoesonandonandonthisisthesongthatnev";
        assertEquals("library/" + notHex, Reference.parse(notHex).path());
    }

    @Test
    void fillsInLatestOnlyWhereNothingElseIsSaid() {
        assertEquals("docker.io/library/redis:latest", Reference.parse("redis").orLatest().toString());
        assertEquals("docker.io/library/redis:7", Reference.parse("redis:7").orLatest().toString());
        Reference byDigest = Reference.parse("redis@" + SHA256);
        assertEquals(byDigest, byDigest.orLatest());
        assertEquals("latest", Reference.parse("redis").target());
        assertEquals("7", Reference.parse("redis:7").target());
    }

    @Test
    void changesTagAndDigestForOneAnother() {
        Reference tagged = Reference.parse("ghcr.io/a/b:1");
        Reference digested = tagged.withDigest(Digest.parse(SHA256));
        assertEquals("ghcr.io/a/b@" + SHA256, digested.toString());
        assertEquals("ghcr.io/a/b:2", digested.withTag("2").toString());
        assertEquals("ghcr.io/a/b", tagged.nameOnly().toString());
        assertTrue(tagged.nameOnly().isNameOnly());
        assertFalse(tagged.isHub());
        assertTrue(Reference.parse("a/b").isHub());
    }
}
