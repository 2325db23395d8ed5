package dev.pacer.benchmarks.placement;

import com.netflix.fenzo.ConstraintEvaluator;
import com.netflix.fenzo.VMTaskFitnessCalculator;
import com.netflix.fenzo.queues.QAttributes;
import com.netflix.fenzo.queues.QueuableTask;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task, as Fenzo wants it. */
final class FenzoTask implements QueuableTask {

  private final Shape.Task task;
  private @Nullable AssignedResources assigned;

  FenzoTask(Shape.Task task) {
    this.task = task;
  }

  @Override
  public QAttributes getQAttributes() {
    return new QAttributes.QAttributesAdaptor(0, "tasks");
  }

  @Override
  public String getId() {
    return task.name();
  }

  @Override
  public String taskGroupName() {
    return "";
  }

  @Override
  public double getCPUs() {
    return task.cpus();
  }

  @Override
  public double getMemory() {
    return task.mem();
  }

  @Override
  public double getNetworkMbps() {
    return 0;
  }

  @Override
  public double getDisk() {
    return 0;
  }

  @Override
  public int getPorts() {
    return 1;
  }

  @Override
  public Map<String, Double> getScalarRequests() {
    return Map.of();
  }

  @Override
  public Map<String, NamedResourceSetRequest> getCustomNamedResources() {
    return Map.of();
  }

  @Override
  public List<? extends ConstraintEvaluator> getHardConstraints() {
    return List.of();
  }

  @Override
  public List<? extends VMTaskFitnessCalculator> getSoftConstraints() {
    return List.of();
  }

  @Override
  public void setAssignedResources(AssignedResources resources) {
    assigned = resources;
  }

  @Override
  @SuppressWarnings("NullAway") // Null until it is placed, as Fenzo expects.
  public @Nullable AssignedResources getAssignedResources() {
    return assigned;
  }
}
