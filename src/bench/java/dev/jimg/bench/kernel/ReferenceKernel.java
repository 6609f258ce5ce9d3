package dev.jimg.bench.kernel;

import dev.jimg.oci.Reference;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Reading the names of images. */
@State(Scope.Benchmark)
public class ReferenceKernel {

    private static final int COUNT = 4;

    private final String[] names = {"nginx", "ghcr.io/team/backend/api:2.3.1", "registry.example.com:5000/a/b-c_d:v1",
        "docker.io/library/nginx@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"};

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public void parse(Blackhole hole) {
        for (String name : names) {
            hole.consume(Reference.parse(name));
        }
    }
}
