package dev.pacer.registryauth.lint;

import dev.pacer.registryauth.credential.RegistryName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What can be wrong with what agents have in {@code --docker_config}. */
final class AgentRules {

  private AgentRules() {}

  static List<Finding> check(LintFacts.AgentLogins agent) {
    List<Finding> findings = new ArrayList<>();
    String subject =
        agent.agents() > 1
            ? "agent %s and %d more".formatted(agent.host(), agent.agents() - 1)
            : "agent " + agent.host();
    if (!agent.ecrTokens().isEmpty()) {
      findings.add(
          new Finding(
              LintRule.STATIC_AGENT_TOKEN,
              subject,
              "--docker_config holds an ECR token for "
                  + agent.ecrTokens().stream()
                      .sorted()
                      .map(RegistryName::host)
                      .collect(Collectors.joining(", "))));
    }
    if (!agent.hasAuths()) {
      findings.add(
          new Finding(
              LintRule.AGENT_CONFIG_WITHOUT_AUTHS, subject, "--docker_config has no auths object"));
    }
    return findings;
  }
}
