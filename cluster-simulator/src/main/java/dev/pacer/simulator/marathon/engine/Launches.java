package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.instance.AgentInfo;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.instance.TaskEntry;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.matching.Verdict;
import dev.pacer.simulator.offer.Launch;
import dev.pacer.simulator.offer.Offer;
import dev.pacer.simulator.offer.Resource;
import dev.pacer.simulator.offer.SchedulerSession;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a matched offer into tasks: one for an app, one for each container of a pod. */
final class Launches {

  /** The launch and the instance as it is from then on. */
  record Prepared(Instance instance, List<Launch> launches, SchedulerSession.Operation operation) {}

  private Launches() {}

  static Prepared prepare(Verdict.Match match, Offer offer, Instant now) {
    Instance instance = match.instance();
    RunSpec spec = instance.spec();
    int attempt = instance.attempt() + 1;
    return spec.isPod()
        ? pod(match, offer, instance, spec, attempt, now)
        : app(match, offer, instance, spec, attempt, now);
  }

  private static Prepared app(
      Verdict.Match match, Offer offer, Instance instance, RunSpec spec, int attempt, Instant now) {
    String taskId = instance.id() + "._app." + attempt;
    List<Integer> ports = new ArrayList<>();
    for (Integer port : match.ports()) {
      if (port != null) {
        ports.add(port);
      }
    }
    Launch launch =
        new Launch(
            taskId,
            taskName(spec.id()),
            spec.id(),
            match.taken(),
            spec.labels(),
            spec.killGrace(),
            "",
            "");
    TaskEntry task = new TaskEntry(taskId, "_app", null, ports, now, null, false, now, null);
    return new Prepared(
        instance.provisioned(AgentInfo.of(offer), List.of(task), now),
        List.of(launch),
        new SchedulerSession.Operation.LaunchTasks(List.of(launch)));
  }

  private static Prepared pod(
      Verdict.Match match, Offer offer, Instance instance, RunSpec spec, int attempt, Instant now) {
    List<Resource> pool = new ArrayList<>(match.taken());
    List<Launch> launches = new ArrayList<>();
    List<TaskEntry> tasks = new ArrayList<>();
    int nextPort = 0;
    List<Doc> containers = spec.doc().docs("containers");
    for (int i = 0; i < containers.size(); i++) {
      Doc container = containers.get(i);
      String taskId = instance.id() + "." + container.text("name") + "." + attempt;
      List<Integer> ports = new ArrayList<>();
      for (int e = 0; e < container.docs("endpoints").size(); e++) {
        Integer port = match.ports().get(nextPort++);
        if (port != null) {
          ports.add(port);
        }
      }
      List<Resource> share = share(container, ports, pool);
      launches.add(
          new Launch(
              taskId,
              container.text("name"),
              spec.id(),
              share,
              spec.labels(),
              grace(container),
              "instance-" + instance.id(),
              instance.id() + "." + attempt));
      tasks.add(
          new TaskEntry(taskId, container.text("name"), null, ports, now, null, false, now, null));
    }
    return new Prepared(
        instance.provisioned(AgentInfo.of(offer), tasks, now),
        launches,
        new SchedulerSession.Operation.LaunchGroup(pool, launches));
  }

  /** Takes one container's part out of what was matched; the executor's part is left in the end. */
  private static List<Resource> share(Doc container, List<Integer> ports, List<Resource> pool) {
    Doc wants = container.doc("resources");
    Map<String, BigDecimal> left = new LinkedHashMap<>();
    for (String name : List.of("cpus", "mem", "disk", "gpus")) {
      left.put(name, BigDecimal.valueOf(wants.decimalOr(name, 0)));
    }
    List<Resource> share = new ArrayList<>();
    List<Resource> rest = new ArrayList<>();
    for (Resource resource : pool) {
      if (resource.value() instanceof Resource.Value.Scalar scalar
          && left.getOrDefault(resource.name(), BigDecimal.ZERO).signum() > 0) {
        BigDecimal part = scalar.amount().min(left.get(resource.name()));
        left.merge(resource.name(), part.negate(), BigDecimal::add);
        share.add(withAmount(resource, part));
        BigDecimal remainder = scalar.amount().subtract(part);
        if (remainder.signum() > 0) {
          rest.add(withAmount(resource, remainder));
        }
      } else if (resource.value() instanceof Resource.Value.Ranges ranges
          && ranges.ranges().stream().anyMatch(r -> ports.contains((int) r.begin()))) {
        share.add(resource);
      } else {
        rest.add(resource);
      }
    }
    pool.clear();
    pool.addAll(rest);
    return share;
  }

  private static Resource withAmount(Resource resource, BigDecimal amount) {
    return new Resource(
        resource.name(),
        new Resource.Value.Scalar(amount),
        resource.role(),
        resource.reservation(),
        resource.disk());
  }

  private static @Nullable Duration grace(Doc container) {
    Doc lifecycle = container.doc("lifecycle");
    return lifecycle.has("killGracePeriodSeconds")
        ? Duration.ofMillis(Math.round(lifecycle.decimalOr("killGracePeriodSeconds", 3) * 1000))
        : null;
  }

  /** The task's name as Mesos shows it: the path from its end, {@code web.shop}. */
  static String taskName(String specId) {
    List<String> segments =
        new ArrayList<>(dev.pacer.simulator.marathon.definition.PathId.segments(specId));
    java.util.Collections.reverse(segments);
    return String.join(".", segments);
  }

  /** What is left of an offer when something was taken. */
  static Offer without(Offer offer, List<Resource> taken) {
    List<Resource> left = new ArrayList<>(offer.resources());
    for (Resource part : taken) {
      for (int i = 0; i < left.size(); i++) {
        Resource entry = left.get(i);
        if (sameSource(entry, part)) {
          Resource rest = minus(entry, part);
          if (rest == null) {
            continue;
          }
          left.set(i, rest);
          break;
        }
      }
    }
    left.removeIf(Launches::isNothing);
    return new Offer(
        offer.id(),
        offer.frameworkId(),
        offer.agentId(),
        offer.hostname(),
        left,
        offer.attributes(),
        offer.region(),
        offer.zone(),
        offer.allocationRole(),
        offer.unavailability());
  }

  private static boolean sameSource(Resource entry, Resource part) {
    return entry.name().equals(part.name())
        && entry.role().equals(part.role())
        && java.util.Objects.equals(entry.reservation(), part.reservation())
        && java.util.Objects.equals(entry.disk(), part.disk());
  }

  /** The rest; null when the entry does not hold the part. */
  private static @Nullable Resource minus(Resource entry, Resource part) {
    if (entry.value() instanceof Resource.Value.Scalar has
        && part.value() instanceof Resource.Value.Scalar wants) {
      BigDecimal rest =
          has.amount().subtract(wants.amount()).setScale(3, java.math.RoundingMode.HALF_EVEN);
      return rest.signum() < 0 ? null : withAmount(entry, rest);
    }
    if (entry.value() instanceof Resource.Value.Ranges has
        && part.value() instanceof Resource.Value.Ranges wants) {
      List<Resource.Range> rest = new ArrayList<>(has.ranges());
      for (Resource.Range range : wants.ranges()) {
        for (long port = range.begin(); port <= range.end(); port++) {
          if (!cut(rest, port)) {
            return null;
          }
        }
      }
      return new Resource(
          entry.name(),
          new Resource.Value.Ranges(rest),
          entry.role(),
          entry.reservation(),
          entry.disk());
    }
    return null;
  }

  private static boolean cut(List<Resource.Range> ranges, long port) {
    for (int i = 0; i < ranges.size(); i++) {
      Resource.Range range = ranges.get(i);
      if (range.begin() <= port && port <= range.end()) {
        ranges.remove(i);
        if (port < range.end()) {
          ranges.add(i, new Resource.Range(port + 1, range.end()));
        }
        if (port > range.begin()) {
          ranges.add(i, new Resource.Range(range.begin(), port - 1));
        }
        return true;
      }
    }
    return false;
  }

  private static boolean isNothing(Resource resource) {
    return (resource.value() instanceof Resource.Value.Scalar scalar
            && scalar.amount().signum() == 0)
        || (resource.value() instanceof Resource.Value.Ranges ranges && ranges.ranges().isEmpty());
  }
}
