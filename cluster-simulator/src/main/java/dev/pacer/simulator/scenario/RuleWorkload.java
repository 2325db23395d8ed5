package dev.pacer.simulator.scenario;

import dev.pacer.simulator.offer.Launch;
import dev.pacer.simulator.offer.Workload;
import java.util.List;

/** Tasks behave as the first rule says that matches; a well-behaved service where none does. */
public final class RuleWorkload implements Workload {

  private final List<TaskRule> rules;

  public RuleWorkload(List<TaskRule> rules) {
    this.rules = List.copyOf(rules);
  }

  @Override
  public Behaviour of(Launch launch) {
    return rules.stream()
        .filter(rule -> rule.match().matcher(launch.subject()).matches())
        .findFirst()
        .map(TaskRule::behaviour)
        .orElseGet(Behaviour::service);
  }
}
