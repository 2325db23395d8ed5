package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.Launch;
import dev.pacer.simulator.offer.Offer;
import dev.pacer.simulator.offer.Resource;
import dev.pacer.simulator.offer.Scheduler;
import dev.pacer.simulator.offer.SchedulerSession;
import dev.pacer.simulator.offer.SchedulerSession.Operation;
import dev.pacer.simulator.offer.TaskState;
import dev.pacer.simulator.offer.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A framework that keeps its offers, launches what a test wants, and writes down what it is told.
 */
public final class RecordingScheduler implements Scheduler {

  public final List<String> heard = new ArrayList<>();
  public final List<TaskStatus> statuses = new ArrayList<>();
  public final Map<String, Offer> offers = new LinkedHashMap<>();
  public boolean leavesOnTerminal;
  public String id = "";
  public SchedulerSession session;

  public static FrameworkSpec spec(String name, boolean checkpoint, boolean partitionAware) {
    return new FrameworkSpec(
        null,
        name,
        "root",
        "",
        "",
        List.of("*"),
        List.of("MULTI_ROLE", "RESERVATION_REFINEMENT", "PARTITION_AWARE", "TASK_KILLING_STATE"),
        null,
        Duration.ofSeconds(30),
        checkpoint,
        partitionAware);
  }

  public RecordingScheduler join(MesosModel mesos, FrameworkSpec spec) {
    session = mesos.register(spec, this);
    return this;
  }

  @Override
  public void registered(String frameworkId) {
    id = frameworkId;
    heard.add("registered");
  }

  @Override
  public void disconnected() {
    heard.add("disconnected");
    offers.clear();
  }

  @Override
  public void offers(List<Offer> made) {
    made.forEach(offer -> offers.put(offer.id(), offer));
  }

  @Override
  public void rescinded(String offerId) {
    heard.add("rescinded");
    offers.remove(offerId);
  }

  @Override
  public void update(TaskStatus status) {
    statuses.add(status);
    heard.add(status.taskId() + " " + status.state());
    if (leavesOnTerminal && status.state().terminal()) {
      session.disconnect();
    }
  }

  @Override
  public void agentLost(String agentId) {
    heard.add("lost " + agentId.replaceAll(".*-", ""));
  }

  public Offer offerOf(String hostname) {
    return offers.values().stream()
        .filter(offer -> offer.hostname().equals(hostname))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no offer of " + hostname + " in " + offers));
  }

  public void launch(String hostname, Launch... tasks) {
    Offer offer = offerOf(hostname);
    offers.remove(offer.id());
    session.accept(
        List.of(offer.id()), List.of(new Operation.LaunchTasks(List.of(tasks))), Duration.ZERO);
  }

  public void declineAll(Duration refuse) {
    List<String> ids = List.copyOf(offers.keySet());
    offers.clear();
    session.decline(ids, refuse);
  }

  public TaskState last(String taskId) {
    return lastStatus(taskId).state();
  }

  public TaskStatus lastStatus(String taskId) {
    return statuses.stream()
        .filter(status -> status.taskId().equals(taskId))
        .reduce((a, b) -> b)
        .orElseThrow(() -> new AssertionError("nothing told of " + taskId + ": " + heard));
  }

  public static Launch task(String id, String cpus, String mem) {
    return task(id, List.of(Resource.scalar("cpus", cpus), Resource.scalar("mem", mem)), null);
  }

  public static Launch task(String id, List<Resource> resources, Duration grace) {
    return new Launch(id, id.replaceAll("-\\d+$", ""), id, resources, Map.of(), grace, "", "");
  }
}
