package dev.pacer.benchmarks.placement;

import com.netflix.fenzo.AutoScaleRule;
import com.netflix.fenzo.ScaleUpAction;
import com.netflix.fenzo.TaskScheduler;
import com.netflix.fenzo.TaskSchedulingService;
import com.netflix.fenzo.VirtualMachineLease;
import com.netflix.fenzo.plugins.BinPackingFitnessCalculators;
import com.netflix.fenzo.queues.TaskQueue;
import com.netflix.fenzo.queues.TaskQueues;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How many agents Fenzo's optimizing evaluator asks for when all agents are full: the only one of
 * its evaluators that packs.
 */
final class FenzoShortfall {

  private FenzoShortfall() {}

  /** Agents asked for first; empty when there is no answer in time. */
  static OptionalInt ask(Shape shape, long seconds) throws InterruptedException {
    BlockingQueue<Integer> asked = new ArrayBlockingQueue<>(16);
    TaskScheduler scheduler =
        new TaskScheduler.Builder()
            .withLeaseOfferExpirySecs(1_000_000)
            .withLeaseRejectAction(lease -> {})
            .withFitnessCalculator(BinPackingFitnessCalculators.cpuMemBinPacker)
            .withAutoScaleByAttributeName(FenzoLease.POOL)
            .withAutoScaleRule(new Rule())
            .withAutoScalerCallback(
                action -> {
                  if (action instanceof ScaleUpAction up) {
                    asked.offer(up.getScaleUpCount());
                  }
                })
            .build();
    TaskQueue queue = TaskQueues.createTieredQueue(1);
    TaskSchedulingService service =
        new TaskSchedulingService.Builder()
            .withTaskScheduler(scheduler)
            .withTaskQueue(queue)
            .withLoopIntervalMillis(20)
            .withMaxDelayMillis(20)
            .withSchedulingResultCallback(result -> {})
            .withOptimizingShortfallEvaluator()
            .build();
    List<VirtualMachineLease> leases = new ArrayList<>();
    for (int i = 0; i < shape.agents(); i++) {
      leases.add(new FenzoLease("host" + i, 0));
      Shape.Task whole = new Shape.Task("running" + i, Shape.AGENT_CPUS, Shape.AGENT_MEM);
      service.initializeRunningTask(new FenzoTask(whole), "host" + i);
    }
    service.addLeases(leases);
    shape.taskList().forEach(task -> queue.queueTask(new FenzoTask(task)));
    service.start();
    @Nullable Integer first = asked.poll(seconds, TimeUnit.SECONDS);
    service.shutdown();
    return first == null ? OptionalInt.empty() : OptionalInt.of(first);
  }

  /** As many as are missing, whenever they are. */
  private static final class Rule implements AutoScaleRule {
    @Override
    public String getRuleName() {
      return FenzoLease.POOL_NAME;
    }

    @Override
    public int getMinIdleHostsToKeep() {
      return 1;
    }

    @Override
    public int getMaxIdleHostsToKeep() {
      return 1;
    }

    @Override
    public long getCoolDownSecs() {
      return 3600;
    }

    @Override
    public boolean idleMachineTooSmall(VirtualMachineLease lease) {
      return false;
    }
  }
}
