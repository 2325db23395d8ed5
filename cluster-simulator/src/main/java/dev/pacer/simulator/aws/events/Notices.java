package dev.pacer.simulator.aws.events;

import dev.pacer.simulator.aws.account.AccountId;
import dev.pacer.simulator.aws.account.AwsIds;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.sqs.Queues;
import dev.pacer.simulator.kernel.Simulation;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sends notices to the queues that are to get their kind; those nobody wants are lost. */
public final class Notices {

  private final Simulation simulation;
  private final AccountId account;
  private final AwsIds ids;
  private final Queues queues;
  private final Map<NoticeKind, Set<String>> targets = new EnumMap<>(NoticeKind.class);

  public Notices(Simulation simulation, AccountId account, AwsIds ids, Queues queues) {
    this.simulation = simulation;
    this.account = account;
    this.ids = ids;
    this.queues = queues;
  }

  /** From now on notices of that kind go to the queue of that name too. */
  public void route(NoticeKind kind, String queue) {
    targets.computeIfAbsent(kind, key -> new LinkedHashSet<>()).add(queue);
  }

  /** Sends a notice about a resource. */
  public void send(NoticeKind kind, String resourceArn, Tree.Fields detail) {
    Set<String> names = targets.getOrDefault(kind, Set.of());
    if (names.isEmpty()) {
      return;
    }
    Map<String, Tree> event = new LinkedHashMap<>();
    event.put("version", new Tree.Text("0"));
    event.put("id", new Tree.Text(ids.uuid().toString()));
    event.put("detail-type", new Tree.Text(kind.detailType()));
    event.put("source", new Tree.Text(kind.source()));
    event.put("account", new Tree.Text(account.number()));
    event.put(
        "time", new Tree.Text(simulation.instant().truncatedTo(ChronoUnit.SECONDS).toString()));
    event.put("region", new Tree.Text(account.region()));
    event.put("resources", new Tree.Items(List.of(new Tree.Text(resourceArn))));
    event.put("detail", detail);
    String body = TreeJson.write(new Tree.Fields(event));
    for (String name : names) {
      queues.find(name).ifPresent(queue -> queues.send(queue, body, Optional.empty()));
    }
  }
}
