package dev.pacer.registryauth.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What can be wrong with the files that a task fetches (registry-credentials 2.2, 3.6). */
final class FetchRules {

  private static final Set<String> LIBCURL = Set.of("http", "https", "ftp", "ftps");

  private FetchRules() {}

  static List<Finding> check(Workload workload, LintFacts facts) {
    List<Finding> findings = new ArrayList<>();
    for (Fetch fetch : workload.fetches()) {
      leaks(workload, fetch, findings);
      if (bringsLogins(workload, fetch, facts)) {
        logins(workload, fetch, facts, findings);
      }
    }
    together(workload, facts, findings);
    return findings;
  }

  /** Whether Docker finds logins in the sandbox after this fetch. */
  static boolean works(Fetch fetch, LintFacts facts) {
    return facts.bringsLogins(fetch)
        && (fetch.isExtracted() || fetch.isDockercfg() || fetch.isDockerConfig());
  }

  /** Whether the fetch is meant for Docker's logins. */
  static boolean bringsLogins(Workload workload, Fetch fetch, LintFacts facts) {
    return facts.bringsLogins(fetch) || isBareLogins(workload, fetch, facts);
  }

  private static void leaks(Workload workload, Fetch fetch, List<Finding> findings) {
    if (fetch.hasUserInfo()) {
      findings.add(found(LintRule.CREDENTIALS_IN_URI, workload, fetch, "has a user in its URI"));
    }
    if (fetch.isSigned()) {
      findings.add(found(LintRule.SIGNED_URI, workload, fetch, "has a signature in its URI"));
    }
    if (fetch.uri().contains("\\") || fetch.uri().contains("'")) {
      findings.add(found(LintRule.ILLEGAL_URI, workload, fetch, "holds a \\ or '"));
    }
    if (!fetch.scheme().equals("file") && !LIBCURL.contains(fetch.scheme())) {
      findings.add(found(LintRule.NEEDS_HADOOP, workload, fetch, "is fetched by Hadoop's client"));
    }
  }

  private static void logins(
      Workload workload, Fetch fetch, LintFacts facts, List<Finding> findings) {
    if (fetch.scheme().equals("http") && !staysOnTheHost(fetch.host())) {
      findings.add(found(LintRule.PLAIN_HTTP, workload, fetch, "is fetched in clear"));
    }
    readable(workload, fetch, facts, findings);
    if (workload.containerizer() == Workload.Containerizer.UCR) {
      ignored(workload, fetch, facts, findings);
      return;
    }
    if (fetch.cache()) {
      findings.add(found(LintRule.CACHED_ARCHIVE, workload, fetch, "is fetched with cache: true"));
    }
    if (fetch.isDockercfg() || fetch.isDockerConfig()) {
      return;
    }
    if (isBareLogins(workload, fetch, facts)) {
      findings.add(
          found(LintRule.BARE_CONFIG, workload, fetch, "lands in the sandbox's root as it is"));
    } else if (!fetch.extract()) {
      findings.add(found(LintRule.EXTRACT_OFF, workload, fetch, "has extract: false"));
    } else if (!fetch.isExtracted()) {
      boolean query = fetch.savedName().contains("?");
      findings.add(
          found(
              query ? LintRule.NOT_EXTRACTED_QUERY : LintRule.NOT_EXTRACTED_SUFFIX,
              workload,
              fetch,
              query
                  ? "is saved under a name that ends with its query" + cacheDespite(fetch)
                  : "is saved as " + fetch.savedName()));
    }
  }

  private static String cacheDespite(Fetch fetch) {
    return fetch.destPath().isPresent() ? ", as cache: true overrules destPath" : "";
  }

  private static void ignored(
      Workload workload, Fetch fetch, LintFacts facts, List<Finding> findings) {
    boolean relied =
        workload
            .pull()
            .filter(pull -> pull.secret().isEmpty())
            .filter(pull -> !pull.image().registry().map(facts::agentsHave).orElse(false))
            .isPresent();
    findings.add(
        relied
            ? found(
                LintRule.UCR_IGNORES_ARCHIVE,
                workload,
                fetch,
                "is all that brings a credential, and UCR does not read it")
            : found(LintRule.USELESS_ARCHIVE, workload, fetch, "is read by nobody"));
  }

  private static void readable(
      Workload workload, Fetch fetch, LintFacts facts, List<Finding> findings) {
    boolean other = workload.user().filter(user -> !user.equals("root")).isPresent();
    if (!other || !fetch.scheme().equals("file")) {
      return;
    }
    String what = "is fetched as user " + workload.user().orElse("");
    List<LintFacts.Archive> archives = facts.archivesAt(fetch);
    if (archives.isEmpty()) {
      findings.add(found(LintRule.MAYBE_UNREADABLE_FILE, workload, fetch, what));
    } else if (archives.stream().allMatch(a -> a.readers() == LintFacts.Readers.OWNER)) {
      findings.add(
          found(
              LintRule.UNREADABLE_FILE, workload, fetch, what + ", and its owner alone reads it"));
    }
  }

  private static void together(Workload workload, LintFacts facts, List<Finding> findings) {
    if (workload.containerizer() == Workload.Containerizer.UCR) {
      return;
    }
    List<Fetch> working = workload.fetches().stream().filter(f -> works(f, facts)).toList();
    List<Fetch> archives = working.stream().filter(fetch -> !fetch.isDockercfg()).toList();
    if (archives.size() > 1) {
      findings.add(
          found(
              LintRule.SEVERAL_ARCHIVES,
              workload,
              archives.get(archives.size() - 1),
              "is one of %d that write .docker/config.json".formatted(archives.size())));
    }
    if (!archives.isEmpty() && archives.size() < working.size()) {
      findings.add(
          found(
              LintRule.SHADOWED_DOCKERCFG,
              workload,
              archives.get(0),
              "hides the .dockercfg that is fetched beside it"));
    }
  }

  /** A config.json of one's own is an app's good right; one is Docker's if all points there. */
  private static boolean isBareLogins(Workload workload, Fetch fetch, LintFacts facts) {
    if (!fetch.isBareConfig()) {
      return false;
    }
    boolean needed =
        workload.containerizer() == Workload.Containerizer.DOCKER
            && workload
                .pull()
                .flatMap(pull -> pull.image().registry())
                .filter(registry -> facts.registries().contains(registry))
                .isPresent()
            && workload.fetches().stream().noneMatch(facts::bringsLogins);
    return needed || fetch.place().contains("docker");
  }

  private static boolean staysOnTheHost(String host) {
    return host.equals("localhost")
        || host.startsWith("127.")
        || host.endsWith(".l4lb.thisdcos.directory");
  }

  private static Finding found(LintRule rule, Workload workload, Fetch fetch, String what) {
    return new Finding(rule, workload.name(), "fetch " + fetch + " " + what);
  }
}
