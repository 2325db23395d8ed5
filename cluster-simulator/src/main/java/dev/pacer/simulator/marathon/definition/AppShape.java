package dev.pacer.simulator.marathon.definition;

import static dev.pacer.simulator.marathon.definition.Shape.anyObject;
import static dev.pacer.simulator.marathon.definition.Shape.decimal;
import static dev.pacer.simulator.marathon.definition.Shape.defaulting;
import static dev.pacer.simulator.marathon.definition.Shape.flag;
import static dev.pacer.simulator.marathon.definition.Shape.listOf;
import static dev.pacer.simulator.marathon.definition.Shape.longWhole;
import static dev.pacer.simulator.marathon.definition.Shape.mapOf;
import static dev.pacer.simulator.marathon.definition.Shape.object;
import static dev.pacer.simulator.marathon.definition.Shape.oneOf;
import static dev.pacer.simulator.marathon.definition.Shape.optional;
import static dev.pacer.simulator.marathon.definition.Shape.required;
import static dev.pacer.simulator.marathon.definition.Shape.text;
import static dev.pacer.simulator.marathon.definition.Shape.textOr;
import static dev.pacer.simulator.marathon.definition.Shape.whole;

import dev.pacer.simulator.marathon.json.Doc;
import java.util.List;
import java.util.regex.Pattern;

/** The types of an app's fields (marathon.md 4.1), in the order in which Marathon writes them. */
final class AppShape {

  static final Pattern PATH =
      Pattern.compile(
          "^/?((\\.\\.|\\.|(([a-z0-9]|[a-z0-9][a-z0-9\\-]*[a-z0-9])\\.)*"
              + "([a-z0-9]|[a-z0-9][a-z0-9\\-]*[a-z0-9])?)($|/))+$");

  static final Shape POSITIVE = decimal(0, Double.MAX_VALUE);
  static final Shape COUNT = whole(0, Integer.MAX_VALUE);
  static final Shape LABELS = mapOf(text());
  static final Shape PORT = whole(0, 65535);
  static final Shape NAME = text(1, 255, null);
  static final Shape STRATEGY =
      textOr(
          object(
              defaulting("inactiveAfterSeconds", longWhole(0), 0L),
              defaulting("expungeAfterSeconds", longWhole(0), 0L)));
  static final Shape ENVIRONMENT = mapOf(textOr(object(required("secret", text(1, 1024, null)))));
  static final Shape SECRETS = mapOf(object(required("source", text(1, 1024, null))));
  static final Shape NETWORKS =
      listOf(
          object(
              optional("name", NAME),
              defaulting("mode", oneOf("container", "container/bridge", "host"), "container"),
              optional("labels", LABELS)));
  static final Shape KILL_SELECTION = oneOf("YOUNGEST_FIRST", "OLDEST_FIRST");

  private static final Shape MAPPING =
      object(
          defaulting("containerPort", PORT, 0),
          optional("hostPort", PORT),
          defaulting("labels", LABELS, Doc.EMPTY),
          optional("name", NAME),
          defaulting("protocol", oneOf("tcp", "udp", "udp,tcp"), "tcp"),
          defaulting("servicePort", PORT, 0),
          optional("networkNames", listOf(NAME)));

  private static final Shape PERSISTENT =
      object(
          defaulting("type", oneOf("root", "path", "mount"), "root"),
          required("size", longWhole(Long.MIN_VALUE)),
          optional("maxSize", longWhole(0)),
          optional("profileName", text(1, 1024, null)),
          defaulting("constraints", listOf(listOf(text())), List.of()));

  private static final Shape VOLUME =
      object(
          optional("containerPath", text(1, 4096, null)),
          optional("hostPath", text()),
          optional("persistent", PERSISTENT),
          optional("external", anyObject()),
          optional("secret", text()),
          optional("mode", oneOf("RO", "RW")));

  private static final Shape DOCKER =
      object(
          optional("pullConfig", object(required("secret", text(1, 1024, null)))),
          defaulting("forcePullImage", flag(), false),
          required("image", text(1, 1024, null)),
          defaulting(
              "parameters",
              listOf(object(required("key", text()), required("value", text()))),
              List.of()),
          defaulting("privileged", flag(), false),
          optional("network", oneOf("BRIDGE", "HOST", "NONE", "USER")),
          optional("portMappings", listOf(MAPPING)));

  private static final Shape CONTAINER =
      object(
          defaulting("type", oneOf("DOCKER", "MESOS"), "DOCKER"),
          optional("docker", DOCKER),
          defaulting("volumes", listOf(VOLUME), List.of()),
          optional("portMappings", listOf(MAPPING)),
          optional("linuxInfo", anyObject()));

  private static final Shape HEALTH_CHECK =
      object(
          optional("command", object(required("value", text()))),
          defaulting("gracePeriodSeconds", COUNT, 300),
          optional("ignoreHttp1xx", flag()),
          defaulting("intervalSeconds", COUNT, 60),
          defaulting("maxConsecutiveFailures", COUNT, 3),
          optional("path", text()),
          optional("port", PORT),
          optional("portIndex", COUNT),
          defaulting(
              "protocol",
              oneOf("HTTP", "HTTPS", "TCP", "COMMAND", "MESOS_HTTP", "MESOS_HTTPS", "MESOS_TCP"),
              "HTTP"),
          defaulting("ipProtocol", oneOf("IPv4", "IPv6"), "IPv4"),
          defaulting("timeoutSeconds", COUNT, 20),
          defaulting("delaySeconds", COUNT, 15));

  private static final Shape READINESS_CHECK =
      object(
          defaulting("name", text(1, 255, null), "readinessCheck"),
          defaulting("protocol", oneOf("HTTP", "HTTPS"), "HTTP"),
          defaulting("path", text(), "/"),
          defaulting("portName", text(), "http-api"),
          defaulting("intervalSeconds", COUNT, 30),
          defaulting("timeoutSeconds", COUNT, 10),
          defaulting("httpStatusCodesForReady", listOf(whole(100, 999)), List.of(200)),
          defaulting("preserveLastResponse", flag(), false));

  static final Shape FETCH =
      listOf(
          object(
              required("uri", text(1, 1024, null)),
              defaulting("extract", flag(), true),
              defaulting("executable", flag(), false),
              defaulting("cache", flag(), false),
              optional("destPath", text())));

  static final Shape.ObjectShape APP =
      new Shape.ObjectShape(
          List.of(
              required("id", text(1, 1024, PATH)),
              optional("acceptedResourceRoles", listOf(text())),
              optional("args", listOf(text())),
              optional("backoffFactor", decimal(1, Double.MAX_VALUE)),
              optional("backoffSeconds", COUNT),
              optional("check", anyObject()),
              optional("cmd", text(1, Integer.MAX_VALUE, null)),
              optional("constraints", listOf(listOf(text()))),
              optional("container", CONTAINER),
              optional("cpus", POSITIVE),
              optional("dependencies", listOf(text())),
              optional("disk", POSITIVE),
              optional("env", ENVIRONMENT),
              optional("executor", text()),
              optional("executorResources", anyObject()),
              optional("fetch", FETCH),
              optional("healthChecks", listOf(HEALTH_CHECK)),
              optional("instances", COUNT),
              optional("labels", LABELS),
              optional("maxLaunchDelaySeconds", COUNT),
              optional("mem", POSITIVE),
              optional("gpus", COUNT),
              optional("ipAddress", anyObject()),
              optional("networks", NETWORKS),
              optional("ports", listOf(PORT)),
              optional(
                  "portDefinitions",
                  listOf(
                      object(
                          defaulting("port", PORT, 0),
                          optional("labels", LABELS),
                          optional("name", NAME),
                          defaulting("protocol", oneOf("tcp", "udp", "udp,tcp"), "tcp")))),
              optional("readinessChecks", listOf(READINESS_CHECK)),
              optional(
                  "residency",
                  object(
                      defaulting("relaunchEscalationTimeoutSeconds", longWhole(0), 3600L),
                      defaulting(
                          "taskLostBehavior",
                          oneOf("WAIT_FOREVER", "RELAUNCH_AFTER_TIMEOUT"),
                          "WAIT_FOREVER"))),
              optional("requirePorts", flag()),
              optional("secrets", SECRETS),
              optional("taskKillGracePeriodSeconds", COUNT),
              optional(
                  "upgradeStrategy",
                  object(
                      required("maximumOverCapacity", decimal(0, 1)),
                      required("minimumHealthCapacity", decimal(0, 1)))),
              optional("uris", listOf(text())),
              optional("user", text()),
              optional("version", text()),
              optional("killSelection", KILL_SELECTION),
              optional("unreachableStrategy", STRATEGY),
              optional("tty", flag()),
              optional("resourceLimits", anyObject()),
              optional("role", text())));

  /** The same, but the id may be missing: it stands in the path. */
  static final Shape.ObjectShape UPDATE =
      new Shape.ObjectShape(
          APP.fields().stream()
              .map(f -> f.name().equals("id") ? optional(f.name(), f.shape()) : f)
              .toList());

  private AppShape() {}
}
