package dev.pacer.view;

import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.cluster.aws.AutoScalingGroup;
import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.Ec2;
import dev.pacer.cluster.aws.Ec2Instance;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.Constraint;
import dev.pacer.cluster.marathon.MarathonApps;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.cluster.marathon.MarathonQueue;
import dev.pacer.cluster.marathon.QueueItem;
import dev.pacer.cluster.marathon.Task;
import dev.pacer.cluster.marathon.Version;
import dev.pacer.cluster.mesos.Doubt;
import dev.pacer.cluster.mesos.MesosMaster;
import dev.pacer.cluster.mesos.MesosState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads a cluster's four sources side by side and makes one snapshot of them. */
public final class SnapshotReader {

  private static final int ACTIVITIES = 50;

  private final Sources sources;
  private final List<GroupName> groups;
  private final Executor executor;
  private final InstantSource clock;
  private final Duration deadline;
  private volatile List<CompletableFuture<?>> running = List.of();

  /** Where a cluster is read. */
  public record Sources(
      MarathonClient marathon, MesosMaster mesos, AutoScaling autoScaling, Ec2 ec2) {}

  /**
   * @param executor runs the readings; a direct one makes them one after another
   * @param deadline how long to wait for all of them together
   */
  public SnapshotReader(
      Sources sources,
      List<GroupName> groups,
      Executor executor,
      InstantSource clock,
      Duration deadline) {
    this.sources = sources;
    this.groups = List.copyOf(groups);
    this.executor = executor;
    this.clock = clock;
    this.deadline = deadline;
  }

  /**
   * Reads everything anew; never throws for a peer's failure.
   *
   * @param detailed groups whose history and refreshes are wanted too
   */
  public ClusterSnapshot read(Collection<GroupName> detailed) {
    Instant now = clock.instant();
    CompletableFuture<Part<MarathonReading>> marathon =
        start(this::readMarathon, reading -> List.of());
    CompletableFuture<Part<MesosReading>> mesos = start(this::readMesos, SnapshotReader::doubts);
    CompletableFuture<Part<List<AutoScalingGroup>>> asgs =
        start(() -> sources.autoScaling().groups(groups), reading -> List.of());
    CompletableFuture<Part<List<Ec2Instance>>> machines =
        start(() -> sources.ec2().instancesOfGroups(groups), reading -> List.of());
    Map<GroupName, CompletableFuture<Part<GroupDetails>>> details = new LinkedHashMap<>();
    for (GroupName group : detailed) {
      details.put(group, start(() -> readDetails(group), reading -> List.of()));
    }
    long until = clock.millis() + deadline.toMillis();
    List<CompletableFuture<?>> all = new ArrayList<>(details.values());
    all.addAll(List.of(marathon, mesos, asgs, machines));
    running = all;
    Map<GroupName, GroupDetails> found = new LinkedHashMap<>();
    details.forEach(
        (group, reading) ->
            await(reading, until).find().ifPresent(value -> found.put(group, value)));
    return new ClusterSnapshot(
        now,
        await(marathon, until),
        await(mesos, until),
        await(asgs, until),
        await(machines, until),
        found);
  }

  private GroupDetails readDetails(GroupName group) {
    return new GroupDetails(
        sources.autoScaling().activities(group, ACTIVITIES),
        sources.autoScaling().instanceRefreshes(group));
  }

  /** Ends a reading that is under way: what is not there yet is then missing. From any thread. */
  public void cutOff() {
    running.forEach(reading -> reading.cancel(true));
  }

  private <T> CompletableFuture<Part<T>> start(
      Supplier<T> reading, Function<T, List<String>> doubts) {
    return CompletableFuture.supplyAsync(
        () -> {
          Instant asOf = clock.instant();
          try {
            T value = reading.get();
            return new Part.Known<>(value, asOf, doubts.apply(value));
          } catch (PeerException | AwsException e) {
            return new Part.Missing<>(Objects.requireNonNullElse(e.getMessage(), "failed"));
          }
        },
        executor);
  }

  private <T> Part<T> await(CompletableFuture<Part<T>> reading, long until) {
    try {
      return reading.get(Math.max(0, until - clock.millis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      reading.cancel(true);
      return new Part.Missing<>("no answer within " + deadline.toSeconds() + " s");
    } catch (CancellationException e) {
      return new Part.Missing<>("the reading was cut off");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Part.Missing<>("the reading was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("reading the cluster failed", e.getCause());
    }
  }

  private MesosReading readMesos() {
    MesosMaster mesos = sources.mesos();
    MesosState state = mesos.state();
    return new MesosReading(state, mesos.maintenanceSchedule(), mesos.roles(), mesos.flags());
  }

  private static List<String> doubts(MesosReading reading) {
    return reading.state().doubts(reading.flags().reregisterTimeout()).stream()
        .filter(doubt -> doubt.kind() != Doubt.Kind.AGENTS_UNREACHABLE)
        .map(Doubt::text)
        .toList();
  }

  private MarathonReading readMarathon() {
    MarathonClient marathon = sources.marathon();
    // The queue before the apps: an instance that starts in between is then counted too often
    // as waiting, and its STAGING task is subtracted; never the other way round.
    List<QueueItem> queue = marathon.queue().list(MarathonQueue.Offers.SUMMARY);
    List<App> apps = marathon.apps().list(MarathonApps.Detail.TASKS);
    return new MarathonReading(
        marathon.info(),
        apps,
        marathon.pods().statuses(),
        queue,
        marathon.deployments().list(),
        olderVersions(marathon, queue, apps));
  }

  /** GROUP_BY counts with what the version of the oldest instance wanted (F7). */
  private static Map<AppId, Map<Version, Integer>> olderVersions(
      MarathonClient marathon, List<QueueItem> queue, List<App> apps) {
    Map<AppId, Map<Version, Integer>> found = new HashMap<>();
    for (App app : apps) {
      boolean matters =
          queue.stream().anyMatch(item -> item.id().equals(app.id()))
              && app.spec().placement().constraints().stream()
                  .anyMatch(c -> c.operator() == Constraint.Operator.GROUP_BY);
      if (!matters) {
        continue;
      }
      Map<Version, Integer> wanted = new HashMap<>();
      for (Task task : app.tasks()) {
        task.times()
            .version()
            .filter(version -> !app.spec().version().equals(java.util.Optional.of(version)))
            .ifPresent(
                version ->
                    wanted.computeIfAbsent(
                        version,
                        v ->
                            marathon
                                .apps()
                                .findVersion(app.id(), v)
                                .map(old -> old.spec().instances())
                                .orElse(null)));
      }
      found.put(app.id(), wanted);
    }
    return found;
  }
}
