package dev.pacer.simulator.marathon.definition;

import static dev.pacer.simulator.marathon.definition.Shape.anyObject;
import static dev.pacer.simulator.marathon.definition.Shape.decimal;
import static dev.pacer.simulator.marathon.definition.Shape.defaulting;
import static dev.pacer.simulator.marathon.definition.Shape.flag;
import static dev.pacer.simulator.marathon.definition.Shape.listOf;
import static dev.pacer.simulator.marathon.definition.Shape.object;
import static dev.pacer.simulator.marathon.definition.Shape.oneOf;
import static dev.pacer.simulator.marathon.definition.Shape.optional;
import static dev.pacer.simulator.marathon.definition.Shape.required;
import static dev.pacer.simulator.marathon.definition.Shape.text;

import dev.pacer.simulator.marathon.json.Doc;
import java.util.List;
import java.util.regex.Pattern;

/** The types of a pod's fields (marathon.md 4.6). */
final class PodShape {

  private static final Pattern NAME = Pattern.compile("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$");
  static final Doc EXECUTOR = Doc.of("cpus", 0.1, "mem", 32.0, "disk", 10.0);
  private static final Shape SHORT_NAME = text(1, 63, NAME);

  private static final Shape COMMAND =
      object(
          required("command", object(optional("shell", text()), optional("argv", listOf(text())))),
          optional("overrideEntrypoint", flag()));

  private static final Shape RESOURCES =
      object(
          defaulting("cpus", AppShape.POSITIVE, 1.0),
          defaulting("mem", AppShape.POSITIVE, 128.0),
          defaulting("disk", AppShape.POSITIVE, 0.0),
          defaulting("gpus", AppShape.COUNT, 0));

  private static final Shape ENDPOINT =
      object(
          required("name", SHORT_NAME),
          optional("containerPort", AppShape.PORT),
          optional("hostPort", AppShape.PORT),
          defaulting("protocol", listOf(oneOf("tcp", "udp")), List.of("tcp")),
          optional("labels", AppShape.LABELS),
          optional("networkNames", listOf(AppShape.NAME)));

  private static final Shape HEALTH_CHECK =
      object(
          optional(
              "http",
              object(
                  required("endpoint", text(1, 63, null)),
                  defaulting("path", text(), "/"),
                  defaulting("scheme", oneOf("HTTP", "HTTPS"), "HTTP"))),
          optional("tcp", object(required("endpoint", text(1, 63, null)))),
          optional("exec", COMMAND),
          defaulting("gracePeriodSeconds", AppShape.COUNT, 300),
          defaulting("intervalSeconds", AppShape.COUNT, 60),
          defaulting("maxConsecutiveFailures", AppShape.COUNT, 3),
          defaulting("timeoutSeconds", AppShape.COUNT, 20),
          defaulting("delaySeconds", AppShape.COUNT, 15));

  private static final Shape CONTAINER =
      object(
          required("name", SHORT_NAME),
          optional("exec", COMMAND),
          required("resources", RESOURCES),
          optional("endpoints", listOf(ENDPOINT)),
          optional(
              "image",
              object(
                  required("kind", oneOf("DOCKER", "APPC")),
                  required("id", text(1, 1024, null)),
                  optional("pullConfig", object(required("secret", text(1, 1024, null)))),
                  optional("forcePull", flag()),
                  optional("labels", AppShape.LABELS))),
          optional("environment", AppShape.ENVIRONMENT),
          optional("user", text()),
          optional("healthCheck", HEALTH_CHECK),
          optional(
              "volumeMounts",
              listOf(
                  object(
                      required("name", SHORT_NAME),
                      required("mountPath", text(1, 1024, null)),
                      defaulting("readOnly", flag(), false)))),
          optional("artifacts", AppShape.FETCH),
          optional("labels", AppShape.LABELS),
          optional("lifecycle", object(optional("killGracePeriodSeconds", AppShape.POSITIVE))),
          optional("tty", flag()));

  private static final Shape CONSTRAINT =
      object(
          required("fieldName", text(1, 1024, null)),
          required(
              "operator",
              oneOf("UNIQUE", "CLUSTER", "GROUP_BY", "LIKE", "UNLIKE", "MAX_PER", "IS")),
          optional("value", text()));

  private static final Shape SCHEDULING =
      object(
          defaulting(
              "backoff",
              object(
                  defaulting("backoff", AppShape.POSITIVE, 1.0),
                  defaulting("backoffFactor", decimal(1, Double.MAX_VALUE), 1.15),
                  defaulting("maxLaunchDelay", AppShape.POSITIVE, 300.0)),
              Doc.of("backoff", 1.0, "backoffFactor", 1.15, "maxLaunchDelay", 300.0)),
          defaulting(
              "upgrade",
              object(
                  defaulting("minimumHealthCapacity", decimal(0, 1), 1.0),
                  defaulting("maximumOverCapacity", decimal(0, 1), 1.0)),
              Doc.of("minimumHealthCapacity", 1.0, "maximumOverCapacity", 1.0)),
          defaulting(
              "placement",
              object(
                  optional("constraints", listOf(CONSTRAINT)),
                  optional("acceptedResourceRoles", listOf(text()))),
              Doc.EMPTY),
          defaulting("killSelection", AppShape.KILL_SELECTION, "YOUNGEST_FIRST"),
          defaulting(
              "unreachableStrategy",
              AppShape.STRATEGY,
              Doc.of("inactiveAfterSeconds", 0L, "expungeAfterSeconds", 0L)));

  static final Shape.ObjectShape POD =
      new Shape.ObjectShape(
          List.of(
              required("id", text(1, 1024, AppShape.PATH)),
              optional("labels", AppShape.LABELS),
              optional("version", text()),
              optional("user", text()),
              optional("environment", AppShape.ENVIRONMENT),
              required("containers", listOf(CONTAINER, 1)),
              optional("secrets", AppShape.SECRETS),
              optional("volumes", listOf(anyObject())),
              optional("networks", AppShape.NETWORKS),
              defaulting(
                  "scaling",
                  object(
                      defaulting("instances", AppShape.COUNT, 1),
                      defaulting("kind", oneOf("fixed"), "fixed")),
                  Doc.of("instances", 1, "kind", "fixed")),
              optional("scheduling", SCHEDULING),
              defaulting(
                  "executorResources",
                  object(
                      defaulting("cpus", AppShape.POSITIVE, 0.1),
                      defaulting("mem", AppShape.POSITIVE, 32.0),
                      defaulting("disk", AppShape.POSITIVE, 10.0)),
                  EXECUTOR),
              optional("role", text())));

  /** What a pod without {@code scheduling} gets. */
  static Doc defaultScheduling() {
    return (Doc)
        java.util.Objects.requireNonNull(SCHEDULING.read(Doc.EMPTY, "/scheduling", new Findings()));
  }

  private PodShape() {}
}
