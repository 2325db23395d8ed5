package dev.pacer.registryauth.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Applies all rules. The same apps and facts give the same findings in the same order. */
public final class Lint {

  private Lint() {}

  /** What is wrong with these, the worst first, then by subject. */
  public static List<Finding> check(List<Workload> workloads, LintFacts facts) {
    List<Finding> findings = new ArrayList<>();
    facts.agents().forEach(agent -> findings.addAll(AgentRules.check(agent)));
    for (Workload workload : workloads) {
      findings.addAll(PullRules.check(workload, facts));
      findings.addAll(FetchRules.check(workload, facts));
    }
    findings.sort(
        Comparator.comparing((Finding finding) -> finding.rule().severity())
            .thenComparing(Finding::subject)
            .thenComparing(Finding::rule));
    return List.copyOf(findings);
  }
}
