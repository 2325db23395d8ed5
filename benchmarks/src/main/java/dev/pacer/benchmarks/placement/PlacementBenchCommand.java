package dev.pacer.benchmarks.placement;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** {@code scripts/bench placement}: one line per shape, Pacer beside Fenzo, measured by JMH. */
public final class PlacementBenchCommand {

  private static final double MIB = 1024.0 * 1024;

  private PlacementBenchCommand() {}

  /** Milliseconds and bytes of one call. */
  private record Measured(double millis, double bytes) {}

  /** The arguments are shapes, such as {@code 5000x20000}. */
  public static void main(String[] arguments) throws RunnerException {
    List<String> shapes =
        arguments.length == 0 ? List.of("100x500", "1000x5000", "5000x20000") : List.of(arguments);
    String[] params = shapes.toArray(new String[0]);
    Map<String, Measured> pacer = measure(PacerPlacement.class, 100, 50, params);
    for (String shape : shapes) {
      // One shape at a time, so that a line is seen as soon as it is there.
      Map<String, Measured> fenzo = measure(FenzoPlacement.class, 0, 1, shape);
      print(Shape.of(shape), require(pacer, shape), require(fenzo, shape));
    }
  }

  private static Measured require(Map<String, Measured> results, String shape) {
    Measured measured = results.get(shape);
    if (measured == null) {
      throw new IllegalStateException("JMH has no result for " + shape);
    }
    return measured;
  }

  private static void print(Shape shape, Measured pacer, Measured fenzo) {
    System.out.printf(
        Locale.ROOT,
        "%,d agents x %,d tasks: pacer %s ms, fenzo %s ms, ratio %.1fx; allocated %.1f MiB and"
            + " %,.0f MiB%n",
        shape.agents(),
        shape.tasks(),
        millis(pacer.millis()),
        millis(fenzo.millis()),
        fenzo.millis() / pacer.millis(),
        pacer.bytes() / MIB,
        fenzo.bytes() / MIB);
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.1f" : "%,.0f", millis);
  }

  private static Map<String, Measured> measure(
      Class<?> benchmark, int warmups, int measurements, String... shapes) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(benchmark.getName() + "\\.")
            .param("shape", shapes)
            .mode(Mode.SingleShotTime)
            .timeUnit(TimeUnit.MILLISECONDS)
            .warmupIterations(warmups)
            .measurementIterations(measurements)
            .forks(1)
            .jvmArgs("-Xmx3g", "-Dslf4j.internal.verbosity=ERROR")
            .shouldFailOnError(true)
            .timeout(TimeValue.minutes(30))
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    Map<String, Measured> measured = new TreeMap<>();
    for (RunResult result : results) {
      Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
      measured.put(
          result.getParams().getParam("shape"),
          new Measured(
              result.getPrimaryResult().getScore(),
              allocated == null ? Double.NaN : allocated.getScore()));
    }
    return measured;
  }
}
