package dev.pacer.registryauth.lint;

import dev.pacer.registryauth.credential.RegistryName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What can be wrong with the pull itself, and with where people think it looks. */
final class PullRules {

  /** ACR's token answer has only {@code access_token} (registry-credentials 2.2, 2.5). */
  private static final Pattern ONLY_ACCESS_TOKEN = Pattern.compile(".*\\.azurecr\\.(io|cn|us)");

  private static final Set<String> SECRET_NAMES =
      Set.of(
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "DOCKER_AUTH_CONFIG",
          "DOCKER_CONFIG_JSON",
          "DOCKERCFG",
          "DOCKER_PASSWORD",
          "DOCKERHUB_PASSWORD",
          "REGISTRY_PASSWORD",
          "REGISTRY_TOKEN");
  private static final Pattern LOGIN =
      Pattern.compile(
          "(?s).*(docker\\s+login|ecr\\s+get-login(-password)?|crane\\s+auth\\s+login).*");
  private static final Pattern LOGIN_FILE =
      Pattern.compile(".*/\\.docker(/config\\.json)?/?|.*/\\.dockercfg");

  private PullRules() {}

  static List<Finding> check(Workload workload, LintFacts facts) {
    List<Finding> findings = new ArrayList<>();
    workload.pull().ifPresent(pull -> pull(workload, pull, facts, findings));
    surroundings(workload, findings);
    return findings;
  }

  private static void pull(
      Workload workload, Workload.Pull pull, LintFacts facts, List<Finding> findings) {
    boolean docker = workload.containerizer() == Workload.Containerizer.DOCKER;
    if (pull.secret().isPresent()) {
      if (docker) {
        findings.add(
            found(LintRule.PULL_CONFIG_NEEDS_UCR, workload, "has pullConfig with type DOCKER"));
      }
      if (pull.secretPath().isEmpty()) {
        findings.add(
            found(
                LintRule.UNDEFINED_SECRET,
                workload,
                "names the secret %s, which is not under \"secrets\""
                    .formatted(pull.secret().get())));
      }
    }
    Optional<RegistryName> registry = pull.image().registry();
    if (registry.isPresent()) {
      if (!docker && ONLY_ACCESS_TOKEN.matcher(registry.get().host()).matches()) {
        findings.add(
            found(LintRule.UCR_CANNOT_READ_REALM, workload, "UCR pulls from " + registry.get()));
      }
      if (facts.registries().contains(registry.get())) {
        known(workload, pull, registry.get(), facts, findings);
      } else {
        unknown(workload, registry.get(), facts, findings);
      }
    }
    mutable(workload, pull, facts, findings);
  }

  private static void known(
      Workload workload,
      Workload.Pull pull,
      RegistryName registry,
      LintFacts facts,
      List<Finding> findings) {
    if (facts.ownApps().contains(workload.name())) {
      findings.add(
          found(
              LintRule.OWN_IMAGE,
              workload,
              "publishes credentials, and its image is from %s, which needs one"
                  .formatted(registry)));
    }
    if (workload.containerizer() == Workload.Containerizer.UCR) {
      bySecret(workload, pull, registry, facts, findings);
    } else {
      byFetch(workload, registry, facts, findings);
    }
  }

  private static void byFetch(
      Workload workload, RegistryName registry, LintFacts facts, List<Finding> findings) {
    List<Fetch> meant =
        workload.fetches().stream()
            .filter(fetch -> FetchRules.bringsLogins(workload, fetch, facts))
            .toList();
    if (meant.isEmpty()) {
      if (!facts.agentsHave(registry)) {
        findings.add(
            found(
                LintRule.NO_CREDENTIALS,
                workload,
                "pulls from %s and fetches no credential".formatted(registry)));
      }
      return;
    }
    List<LintFacts.Profile> profiles = workingProfiles(workload, facts);
    if (lacks(profiles, registry) && !foreignWorks(workload, facts)) {
      findings.add(missing(workload, registry, profiles, facts));
    }
  }

  private static Finding missing(
      Workload workload, RegistryName registry, List<LintFacts.Profile> profiles, LintFacts facts) {
    String fetched =
        profiles.stream().map(LintFacts.Profile::name).collect(Collectors.joining(","));
    return facts.agentsHave(registry)
        ? found(
            LintRule.SHADOWED_AGENT_CONFIG,
            workload,
            "fetches profile %s, which hides the agent's login for %s".formatted(fetched, registry))
        : found(
            LintRule.WRONG_PROFILE,
            workload,
            "fetches profile %s, which has no login for %s".formatted(fetched, registry));
  }

  private static boolean lacks(List<LintFacts.Profile> profiles, RegistryName registry) {
    return !profiles.isEmpty()
        && profiles.stream().noneMatch(profile -> profile.registries().contains(registry));
  }

  private static List<LintFacts.Profile> workingProfiles(Workload workload, LintFacts facts) {
    return workload.fetches().stream()
        .filter(fetch -> FetchRules.works(fetch, facts))
        .flatMap(fetch -> facts.profilesAt(fetch).stream())
        .toList();
  }

  /** Whether an archive that is not ours is fetched; what it holds is not known. */
  private static boolean foreignWorks(Workload workload, LintFacts facts) {
    return workload.fetches().stream()
        .anyMatch(fetch -> FetchRules.works(fetch, facts) && facts.profilesAt(fetch).isEmpty());
  }

  private static void bySecret(
      Workload workload,
      Workload.Pull pull,
      RegistryName registry,
      LintFacts facts,
      List<Finding> findings) {
    if (pull.secret().isEmpty()) {
      boolean said =
          workload.fetches().stream()
              .anyMatch(fetch -> FetchRules.bringsLogins(workload, fetch, facts));
      if (!said && !facts.agentsHave(registry)) {
        findings.add(
            found(
                LintRule.NO_CREDENTIALS,
                workload,
                "is pulled by UCR from %s and has no pullConfig".formatted(registry)));
      }
      return;
    }
    Optional<String> path = pull.secretPath().map(PullRules::withoutSlash);
    if (path.isEmpty()) {
      return;
    }
    List<LintFacts.Profile> profiles =
        facts.profiles().stream()
            .filter(
                p -> p.secrets().stream().map(PullRules::withoutSlash).anyMatch(path.get()::equals))
            .toList();
    if (lacks(profiles, registry)) {
      findings.add(
          found(
              LintRule.WRONG_PROFILE,
              workload,
              "has the secret %s of profile %s, which has no login for %s"
                  .formatted(path.get(), profiles.get(0).name(), registry)));
    } else if (profiles.isEmpty()
        && facts.profiles().stream()
            .anyMatch(p -> p.registries().contains(registry) && !p.secrets().isEmpty())) {
      findings.add(
          found(
              LintRule.FOREIGN_SECRET,
              workload,
              "has the secret %s, which is not one that is kept fresh".formatted(path.get())));
    }
  }

  private static String withoutSlash(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }

  private static void unknown(
      Workload workload, RegistryName registry, LintFacts facts, List<Finding> findings) {
    if (facts.profiles().isEmpty()) {
      return;
    }
    List<LintFacts.Profile> profiles = workingProfiles(workload, facts);
    if (facts.agentsHave(registry)) {
      if (workload.containerizer() == Workload.Containerizer.DOCKER && !profiles.isEmpty()) {
        findings.add(missing(workload, registry, profiles, facts));
      }
    } else if (!registry.equals(RegistryName.DOCKER_HUB)) {
      findings.add(found(LintRule.UNKNOWN_REGISTRY, workload, registry + " is in no profile"));
    }
  }

  private static void mutable(
      Workload workload, Workload.Pull pull, LintFacts facts, List<Finding> findings) {
    boolean needsLogin =
        pull.secret().isPresent()
            || pull.image().registry().filter(facts.registries()::contains).isPresent()
            || workload.fetches().stream()
                .anyMatch(fetch -> FetchRules.bringsLogins(workload, fetch, facts));
    if (needsLogin && !pull.forced() && pull.image().isMutable()) {
      findings.add(
          found(
              LintRule.MUTABLE_TAG,
              workload,
              "pulls %s, whose tag may move, without forcePullImage"
                  .formatted(pull.image().text())));
    }
  }

  private static void surroundings(Workload workload, List<Finding> findings) {
    Workload.Surroundings around = workload.surroundings();
    Set<String> secrets = new TreeSet<>(around.plainEnv());
    secrets.retainAll(SECRET_NAMES);
    if (!secrets.isEmpty()) {
      findings.add(
          found(LintRule.SECRET_IN_ENV, workload, "has " + String.join(", ", secrets) + " in env"));
    }
    if (LOGIN.matcher(around.command()).matches()) {
      findings.add(found(LintRule.HOST_LOGIN, workload, "runs a docker login"));
    }
    around.hostPaths().stream()
        .filter(path -> LOGIN_FILE.matcher(path).matches())
        .forEach(
            path ->
                findings.add(found(LintRule.HOST_LOGIN, workload, "mounts the host's " + path)));
  }

  private static Finding found(LintRule rule, Workload workload, String what) {
    return new Finding(rule, workload.name(), what);
  }
}
