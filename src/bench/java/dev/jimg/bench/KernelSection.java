package dev.jimg.bench;

import dev.jimg.bench.kernel.DrawKernel;
import dev.jimg.bench.kernel.FilterKernel;
import dev.jimg.bench.kernel.HashingKernel;
import dev.jimg.bench.kernel.IndexKernel;
import dev.jimg.bench.kernel.InflateKernel;
import dev.jimg.bench.kernel.ReferenceKernel;
import dev.jimg.bench.kernel.ZlibKernel;
import dev.jimg.bench.measure.Sample;
import dev.jimg.bench.measure.Series;
import dev.jimg.bench.report.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The hot kernels, measured by JMH in a JVM of their own. */
final class KernelSection implements Section {

    private static final Map<String, Class<?>> KERNELS = new LinkedHashMap<>();

    static {
        KERNELS.put("kernel: read a reference", ReferenceKernel.class);
        KERNELS.put("kernel: hash and verify 16 MB", HashingKernel.class);
        KERNELS.put("kernel: inflate 16 MB", InflateKernel.class);
        KERNELS.put("kernel: inflate 16 MB, the JDK's", ZlibKernel.class);
        KERNELS.put("kernel: index 10,000 files", IndexKernel.class);
        KERNELS.put("kernel: key in the filter of 10,000 images", FilterKernel.class);
        KERNELS.put("kernel: draw 200x60 and diff", DrawKernel.class);
    }

    @Override
    public String name() {
        return "kernels";
    }

    @Override
    public List<Row> rows(Workbench bench) {
        List<Row> rows = new ArrayList<>();
        KERNELS.forEach((operation, kernel) -> {
            try {
                rows.addAll(Row.of(operation, series(bench, kernel), Optional.empty(), List.of(), Map.of()));
            } catch (RunnerException e) {
                bench.failed(operation + ": " + e.getMessage());
            }
        });
        return rows;
    }

    private static Series series(Workbench bench, Class<?> kernel) throws RunnerException {
        TimeValue time = TimeValue.milliseconds(bench.sizes().quick() ? 100 : 700);
        ChainedOptionsBuilder options = new OptionsBuilder().include(kernel.getName() + "\\.").mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS).forks(1).warmupIterations(3).warmupTime(time)
                .measurementIterations(bench.sizes().runs()).measurementTime(time).shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        RunResult result = new Runner(options.build()).runSingle();
        List<Sample> samples = new ArrayList<>();
        result.getBenchmarkResults().forEach(fork -> fork.getIterationResults()
                .forEach(iteration -> samples.add(sample(iteration))));
        return new Series("jimg-tui", samples);
    }

    private static Sample sample(IterationResult iteration) {
        return new Sample(Duration.ofNanos(Math.round(iteration.getPrimaryResult().getScore())), Duration.ZERO, 0);
    }
}
