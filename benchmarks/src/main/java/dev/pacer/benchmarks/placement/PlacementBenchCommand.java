package dev.pacer.benchmarks.placement;

import dev.pacer.placement.fit.MatcherSettings;
import dev.pacer.placement.pack.Pending;
import dev.pacer.placement.pack.Shortfall;
import dev.pacer.placement.pack.ShortfallPlan;
import dev.pacer.placement.pack.Source;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
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

  private static final long PATIENCE_SECONDS = 180;
  private static final double MIB = 1024.0 * 1024;

  private PlacementBenchCommand() {}

  /** Milliseconds and bytes of one call. */
  private record Measured(double millis, double bytes) {}

  /** The arguments are shapes, such as {@code 5000x20000}. */
  public static void main(String[] arguments) throws RunnerException, InterruptedException {
    List<String> shapes =
        arguments.length == 0 ? List.of("100x500", "1000x5000", "5000x20000") : List.of(arguments);
    String[] params = shapes.toArray(new String[0]);
    Map<String, Measured> pacer = measure(PacerPlacement.class, 100, 50, params);
    for (String shape : shapes) {
      // One shape at a time, so that a line is seen as soon as it is there.
      Map<String, Measured> fenzo = measure(FenzoPlacement.class, 0, 1, shape);
      print(Shape.of(shape), require(pacer, shape), require(fenzo, shape));
    }
    if (arguments.length == 0) {
      shortfall(new Shape(100, 500), true);
      shortfall(new Shape(1000, 1000), true);
      shortfall(new Shape(5000, 20_000), false);
    }
    // Fenzo's threads are no daemons, and not all of them end with it.
    System.exit(0);
  }

  /** All agents full: how many more are needed? Not JMH's: Fenzo answers once, by a callback. */
  private static void shortfall(Shape shape, boolean fenzoAnswers) throws InterruptedException {
    Source source = PacerPlacement.source(shape);
    List<Pending> pending = PacerPlacement.pending(shape);
    long best = Long.MAX_VALUE;
    int hosts = 0;
    for (int i = 0; i < 20; i++) {
      long begin = System.nanoTime();
      ShortfallPlan plan = new Shortfall(MatcherSettings.SHIPPED).plan(pending, List.of(source));
      best = Math.min(best, System.nanoTime() - begin);
      hosts = plan.machines().getOrDefault(source.group(), 0);
    }
    System.out.printf(
        Locale.ROOT,
        "shortfall, %,d full agents, %,d tasks (volume %,d): pacer asks %,d in %s ms, fenzo %s%n",
        shape.agents(),
        shape.tasks(),
        volume(shape),
        hosts,
        millis(best / 1e6),
        fenzoAnswers ? fenzoShortfall(shape) : "not asked (it has no answer at this size)");
  }

  private static String fenzoShortfall(Shape shape) throws InterruptedException {
    long begin = System.nanoTime();
    OptionalInt asked = FenzoShortfall.ask(shape, PATIENCE_SECONDS);
    double took = (System.nanoTime() - begin) / 1e6;
    return asked.isPresent()
        ? String.format(Locale.ROOT, "asks %,d in %s ms", asked.getAsInt(), millis(took))
        : "has no answer in " + PATIENCE_SECONDS + " s";
  }

  /** Agents that the tasks' mere volume fills. */
  private static long volume(Shape shape) {
    double cpus = 0;
    double mem = 0;
    for (Shape.Task task : shape.taskList()) {
      cpus += task.cpus();
      mem += task.mem();
    }
    return (long) Math.ceil(Math.max(cpus / Shape.AGENT_CPUS, mem / Shape.AGENT_MEM));
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
