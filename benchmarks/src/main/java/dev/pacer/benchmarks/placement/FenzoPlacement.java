package dev.pacer.benchmarks.placement;

import com.netflix.fenzo.SchedulingResult;
import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.TaskScheduler;
import com.netflix.fenzo.VirtualMachineLease;
import com.netflix.fenzo.plugins.BinPackingFitnessCalculators;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Fenzo places, with the settings its published numbers have: packing by CPU and memory. */
@State(Scope.Benchmark)
public class FenzoPlacement {

  @Param({})
  public String shape = "";

  private TaskScheduler scheduler = scheduler();
  private List<VirtualMachineLease> leases = List.of();
  private List<TaskRequest> tasks = List.of();

  /** A small case first, so that what is measured is compiled. */
  @Setup(Level.Trial)
  public void warmUp() {
    for (int i = 0; i < 5; i++) {
      TaskScheduler small = scheduler();
      small.scheduleOnce(tasks(new Shape(100, 500)), leases(100));
      small.shutdown();
    }
  }

  /** A scheduler keeps what it has placed, so each call has a fresh one. */
  @Setup(Level.Invocation)
  public void prepare() {
    Shape wanted = Shape.of(shape);
    scheduler.shutdown();
    scheduler = scheduler();
    leases = leases(wanted.agents());
    tasks = tasks(wanted);
  }

  @TearDown(Level.Trial)
  public void end() {
    scheduler.shutdown();
  }

  static TaskScheduler scheduler() {
    return new TaskScheduler.Builder()
        .withLeaseOfferExpirySecs(1_000_000)
        .withLeaseRejectAction(lease -> {})
        .withFitnessCalculator(BinPackingFitnessCalculators.cpuMemBinPacker)
        .build();
  }

  static List<VirtualMachineLease> leases(int agents) {
    List<VirtualMachineLease> leases = new ArrayList<>(agents);
    for (int i = 0; i < agents; i++) {
      leases.add(new FenzoLease("host" + i, 1));
    }
    return leases;
  }

  static List<TaskRequest> tasks(Shape shape) {
    List<TaskRequest> tasks = new ArrayList<>(shape.tasks());
    shape.taskList().forEach(task -> tasks.add(new FenzoTask(task)));
    return tasks;
  }

  @Benchmark
  public SchedulingResult place() {
    return scheduler.scheduleOnce(tasks, leases);
  }
}
