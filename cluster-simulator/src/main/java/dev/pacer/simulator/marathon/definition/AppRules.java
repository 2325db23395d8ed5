package dev.pacer.simulator.marathon.definition;

import dev.pacer.simulator.marathon.json.Doc;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The stage that checks what an app means (marathon.md 2 and 5). */
final class AppRules {

  private static final String ONE_OF =
      "AppDefinition must either contain one of 'cmd' or 'args', and/or a 'container'.";
  private static final String SEGMENT =
      "^(([a-z0-9]|[a-z0-9][a-z0-9\\-]*[a-z0-9])\\.)*([a-z0-9]|[a-z0-9][a-z0-9\\-]*[a-z0-9])"
          + "|(\\.|\\.\\.)$";
  private static final Pattern SEGMENT_PATTERN = Pattern.compile(SEGMENT);
  private static final Set<String> RESERVED = Set.of("restart", "tasks", "versions", ".", "..");

  private AppRules() {}

  /**
   * Checks a whole, normalised definition.
   *
   * @param path where it stands: empty for a body of its own, {@code /apps(0)} in a group
   * @param allowedRole the only role it may have
   */
  static void check(
      Doc app, String path, Features features, String allowedRole, Findings findings) {
    String root = path.isEmpty() ? "/" : path;
    commands(app, root, findings);
    if (RESERVED.contains(PathId.name(app.text("id")))) {
      findings.add(
          path + "/id",
          "must not end with any of the following reserved keywords: restart, tasks, versions, .,"
              + " ..");
    }
    ConstraintRules.check(app.list("constraints"), path + "/constraints", findings);
    dependencies(app.texts("dependencies"), path + "/dependencies", findings);
    fetches(app.docs("fetch"), path + "/fetch", findings);
    roles(app, app.textOr("role", "*"), path, allowedRole, findings);
    networks(app, path, findings);
    checks(app, path, findings);
    features(app, path, root, features, findings);
    unreachable(app.get("unreachableStrategy"), path + "/unreachableStrategy", findings);
    volumes(app, path, findings);
  }

  private static void commands(Doc app, String root, Findings findings) {
    boolean cmd = app.has("cmd");
    boolean args = app.has("args") && !app.list("args").isEmpty();
    if ((cmd && args) || (!cmd && !args && !app.has("container"))) {
      findings.add(root, ONE_OF);
    }
    if (cmd && app.text("cmd").length() < 2) {
      findings.add(root, "must not be an empty string");
    }
  }

  static void dependencies(List<String> dependencies, String path, Findings findings) {
    for (int i = 0; i < dependencies.size(); i++) {
      for (String segment : PathId.segments(dependencies.get(i))) {
        if (!SEGMENT_PATTERN.matcher(segment).matches()) {
          findings.add(
              path + "(" + i + ")", "must fully match regular expression '" + SEGMENT + "'");
        }
      }
    }
  }

  private static void fetches(List<Doc> fetches, String path, Findings findings) {
    for (int i = 0; i < fetches.size(); i++) {
      try {
        new URI(fetches.get(i).text("uri"));
      } catch (URISyntaxException e) {
        findings.add(path + "(" + i + ")/uri", "URI has invalid syntax.");
      }
    }
  }

  static void roles(Doc holder, String role, String path, String allowedRole, Findings findings) {
    if (!role.equals(allowedRole)) {
      findings.add(path + "/role", "got %s, expected one of: [%s]".formatted(role, allowedRole));
    }
    if (!holder.has("acceptedResourceRoles")) {
      return;
    }
    List<String> accepted = holder.texts("acceptedResourceRoles");
    String where = path + "/acceptedResourceRoles";
    if (accepted.isEmpty()) {
      findings.add(where, "must not be empty");
    } else if (!accepted.stream().allMatch(r -> r.equals("*") || r.equals(role))) {
      findings.add(
          where,
          "acceptedResourceRoles can only contain *" + (role.equals("*") ? "" : " and " + role));
    }
  }

  private static void networks(Doc app, String path, Findings findings) {
    networks(app.docs("networks"), path, findings);
    Set<String> names = new HashSet<>();
    for (Doc definition : app.docs("portDefinitions")) {
      if (definition.has("name") && !names.add(definition.text("name"))) {
        findings.add(path + "/portDefinitions", "Port names must be unique.");
      }
    }
    names.clear();
    for (Doc mapping : app.doc("container").docs("portMappings")) {
      if (mapping.has("name") && !names.add(mapping.text("name"))) {
        findings.add(path + "/container/portMappings", "Port names must be unique.");
      }
    }
  }

  static void networks(List<Doc> networks, String path, Findings findings) {
    long hosts = networks.stream().filter(n -> n.text("mode").equals("host")).count();
    long bridges = networks.stream().filter(n -> n.text("mode").equals("container/bridge")).count();
    if (networks.size() > 1 && hosts + bridges > 0) {
      findings.add(
          path + "/networks",
          "May specify a single host network, single bridge network, or else 1-to-n container"
              + " networks");
    }
    if (networks.stream().anyMatch(n -> n.text("mode").equals("container") && !n.has("name"))) {
      findings.add(
          path + "/networks", "Network name must be specified when container network is selected.");
    }
  }

  private static void checks(Doc app, String path, Findings findings) {
    List<Doc> mappings = app.doc("container").docs("portMappings");
    int ports = mappings.isEmpty() ? app.docs("portDefinitions").size() : mappings.size();
    List<Doc> checks = app.docs("healthChecks");
    for (int i = 0; i < checks.size(); i++) {
      Doc check = checks.get(i);
      if (check.has("portIndex") && check.wholeOr("portIndex", 0) >= ports) {
        findings.add(
            path + "/healthChecks(" + i + ")",
            "Health check port indices must address an element of the ports array or container"
                + " port mappings.");
      }
    }
    List<Doc> readiness = app.docs("readinessChecks");
    for (int i = 0; i < readiness.size(); i++) {
      Doc check = readiness.get(i);
      if (check.wholeOr("timeoutSeconds", 10) >= check.wholeOr("intervalSeconds", 30)) {
        findings.add(
            path + "/readinessChecks(" + i + ")/timeoutSeconds",
            "timeoutSeconds must be less than intervalSeconds");
      }
    }
  }

  private static void features(
      Doc app, String path, String root, Features features, Findings findings) {
    if (app.wholeOr("gpus", 0) > 0 && !features.has("gpu_resources")) {
      findings.add(root, Features.missing("gpu_resources"));
    }
    secrets(app.doc("env"), app.doc("secrets"), path, features, findings);
    Doc docker = app.doc("container").doc("docker");
    if (docker.has("pullConfig")) {
      if (app.doc("container").textOr("type", "").equals("DOCKER")) {
        findings.add(
            path + "/container/docker/pullConfig",
            "pullConfig is not supported with Docker containerizer");
      } else if (!app.doc("secrets").has(docker.doc("pullConfig").textOr("secret", ""))) {
        findings.add(
            path + "/container/docker/pullConfig",
            "pullConfig.secret must refer to an existing secret");
      }
    }
  }

  static void secrets(Doc env, Doc secrets, String path, Features features, Findings findings) {
    boolean on = features.has("secrets");
    env.fields()
        .forEach(
            (name, value) -> {
              if (!(value instanceof Doc reference)) {
                return;
              }
              if (!on) {
                findings.add(
                    path + "/env",
                    "use of secret-references in the environment requires the secrets feature to"
                        + " be enabled");
              } else if (!secrets.has(reference.textOr("secret", ""))) {
                findings.add(path + "/env/" + name + "/secret", "references an undefined secret");
              }
            });
    if (!secrets.isEmpty() && !on) {
      findings.add(path + "/secrets", Features.missing("secrets"));
    }
  }

  static void unreachable(
      @org.jspecify.annotations.Nullable Object strategy, String path, Findings findings) {
    if (strategy instanceof String text && !text.equals("disabled")) {
      findings.add(path, "error.unknown.enum.literal");
    }
    if (!(strategy instanceof Doc given)) {
      return;
    }
    long inactive = given.longOr("inactiveAfterSeconds", 0);
    long expunge = given.longOr("expungeAfterSeconds", 0);
    if (inactive > expunge) {
      findings.add(
          path + "/inactiveAfterSeconds",
          "inactiveAfterSeconds (%d) must be less or equal to expungeAfterSeconds, which is %d"
              .formatted(inactive, expunge));
    }
  }

  private static void volumes(Doc app, String path, Findings findings) {
    List<Doc> volumes = app.doc("container").docs("volumes");
    for (int i = 0; i < volumes.size(); i++) {
      Doc persistent = volumes.get(i).findDoc("persistent");
      if (persistent == null) {
        continue;
      }
      String where = path + "/container/volumes(" + i + ")";
      if (volumes.get(i).textOr("containerPath", "").contains("/")) {
        findings.add(where + "/containerPath", "value must not contain \"/\"");
      }
      long size = persistent.longOr("size", 0);
      if (size <= 0) {
        findings.add(where + "/persistent/size", "got " + size + ", expected more than 0");
      }
    }
    if (AppNormalization.hasPersistentVolumes(app)) {
      double over = app.doc("upgradeStrategy").decimalOr("maximumOverCapacity", 0);
      if (over != 0) {
        findings.add(
            path + "/upgradeStrategy/maximumOverCapacity", "got " + over + ", expected 0.0");
      }
    }
  }
}
