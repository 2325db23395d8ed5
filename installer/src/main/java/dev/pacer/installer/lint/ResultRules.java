package dev.pacer.installer.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Rules over what the defaults render to. */
final class ResultRules {
  private static final String FILE = "marathon.json.mustache";
  private static final Pattern ID_IS_AN_OPTION =
      Pattern.compile("\"id\"\\s*:\\s*\"/?\\{\\{\\{?&?[^{}]+}}}?\"");

  /** Of an app, up to Marathon 1.11; the old forms too, which have a rule of their own. */
  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "acceptedResourceRoles",
          "args",
          "backoffFactor",
          "backoffSeconds",
          "check",
          "cmd",
          "constraints",
          "container",
          "cpus",
          "dependencies",
          "disk",
          "env",
          "environment",
          "executor",
          "executorResources",
          "fetch",
          "gpus",
          "healthChecks",
          "instances",
          "ipAddress",
          "killSelection",
          "labels",
          "maxLaunchDelaySeconds",
          "mem",
          "networkBandwidth",
          "networks",
          "portDefinitions",
          "ports",
          "readinessChecks",
          "requirePorts",
          "residency",
          "resourceLimits",
          "role",
          "secrets",
          "storeUrls",
          "taskKillGracePeriodSeconds",
          "tty",
          "unreachableStrategy",
          "upgradeStrategy",
          "uris",
          "user",
          "version",
          "versionInfo");

  private ResultRules() {}

  static void check(String template, ObjectNode marathon, Consumer<Finding> found) {
    if (marathon.path("apps").isArray() || marathon.path("groups").isArray()) {
      found.accept(
          Rule.GROUP.at(
              FILE,
              "is a group of apps, which Cosmos cannot install",
              "Install it with pacer, straight to Marathon"));
      marathon.path("apps").forEach(app -> app(app, found));
      return;
    }
    if (!ID_IS_AN_OPTION.matcher(template).find()) {
      found.accept(
          Rule.ID_IS_NO_OPTION.at(
              FILE + "/id",
              "is not just one option, so that --app-id changes the id and nothing else",
              "Write \"id\": \"{{service.name}}\""));
    }
    app(marathon, found);
  }

  private static void app(JsonNode app, Consumer<Finding> found) {
    for (Map.Entry<String, JsonNode> member : app.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        found.accept(
            Rule.UNKNOWN_MARATHON_MEMBER.at(
                FILE + "/" + member.getKey(),
                "Marathon knows no member %s of an app".formatted(member.getKey()),
                "Correct or remove it"));
      }
    }
    old(app.path("uris"), "uris", "Write fetch", found);
    old(app.path("ports"), "ports", "Write portDefinitions", found);
    old(app.path("ipAddress"), "ipAddress", "Write networks", found);
    old(app.at("/container/docker/network"), "container/docker/network", "Write networks", found);
    old(
        app.at("/container/docker/portMappings"),
        "container/docker/portMappings",
        "Write container/portMappings",
        found);
    for (JsonNode check : app.path("healthChecks")) {
      String protocol = check.path("protocol").asText("HTTP");
      if (protocol.equals("HTTP") || protocol.equals("HTTPS") || protocol.equals("TCP")) {
        old(
            check,
            "healthChecks",
            "Write MESOS_" + protocol + ", which the agent itself checks",
            found);
      }
    }
  }

  private static void old(JsonNode there, String place, String mend, Consumer<Finding> found) {
    if (!there.isMissingNode() && !there.isNull()) {
      found.accept(
          Rule.OLD_MARATHON_FORM.at(FILE + "/" + place, "is the form of older Marathons", mend));
    }
  }
}
