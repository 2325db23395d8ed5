package dev.pacer.simulator.scenario;

import dev.pacer.frame.config.Field;
import dev.pacer.frame.config.Fields;
import dev.pacer.frame.config.GroupShape;
import dev.pacer.frame.config.ScalarShape;
import dev.pacer.frame.config.Shapes;
import dev.pacer.frame.config.Values;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.offer.Workload.Behaviour;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** How what happens in the course of time is written in a scenario. */
final class EventShapes {

  private static final Duration ZERO = Duration.ZERO;
  private static final Duration YEAR = Duration.ofDays(366);
  private static final Pattern APP_ID = Pattern.compile("(/[a-z0-9.-]+)+");

  private EventShapes() {}

  private enum What {
    MASTER_DIES,
    MARATHON_DIES,
    AGENT_DIES,
    MACHINE_DIES,
    STOCK_OUT,
    SPOT_INTERRUPTION,
    REBALANCE_RECOMMENDATION,
    ZONE_LOST,
    INSTANCE_REFRESH,
    SET_DESIRED,
    REVOKE_REGISTRY_TOKENS
  }

  private enum DropWhen {
    BEFORE,
    AFTER
  }

  private enum Service {
    ANY,
    MARATHON,
    MESOS,
    AUTOSCALING,
    EC2,
    ECR,
    STS,
    SECRETSMANAGER,
    SQS,
    S3,
    REGISTRY;

    String wireName() {
      return this == ANY ? "*" : name().toLowerCase(Locale.ROOT);
    }
  }

  private static ScalarShape<Duration> time() {
    return Shapes.duration(ZERO, YEAR);
  }

  private static Field<Duration> at(Fields fields) {
    return fields.required("at", time(), "When, from the scenario's start.");
  }

  static final GroupShape<AppChange> APP =
      Shapes.group(
          fields -> {
            Field<Duration> at = at(fields);
            Field<String> id =
                fields.required(
                    "id",
                    Shapes.text(APP_ID, "an app's id like /shop/web", "/shop/web"),
                    "The app.");
            Field<Optional<String>> definition =
                fields.maybe(
                    "definition",
                    Shapes.text(),
                    "The app's definition as JSON text, as for Marathon: creates or updates it.");
            Field<Optional<Integer>> instances =
                fields.maybe(
                    "instances", Shapes.integer(0, 100_000), "Scales it to so many instances.");
            Field<Optional<Boolean>> remove =
                fields.maybe("remove", Shapes.trueOrFalse(), "True: removes it.");
            fields.rule(
                id,
                v ->
                    1
                        != (v.get(definition).isPresent() ? 1 : 0)
                            + (v.get(instances).isPresent() ? 1 : 0)
                            + (v.get(remove).orElse(false) ? 1 : 0),
                v -> "needs just one of definition, instances and remove: true beside it");
            fields.rule(
                definition,
                v -> v.get(definition).flatMap(JsonCheckReader::problem).isPresent(),
                v -> v.get(definition).flatMap(JsonCheckReader::problem).orElse(""));
            return v -> {
              if (v.get(definition).isPresent()) {
                return new AppChange.Put(v.get(at), v.get(id), v.get(definition).get());
              }
              return v.get(instances)
                  .map(n -> (AppChange) new AppChange.Scale(v.get(at), v.get(id), n))
                  .orElse(new AppChange.Remove(v.get(at), v.get(id)));
            };
          });

  static final GroupShape<TaskRule> TASK =
      Shapes.group(
          fields -> {
            Field<String> match =
                fields.required(
                    "match",
                    regex("/batch/.*"),
                    "Which apps: a regular expression for the whole id.");
            Field<Duration> fetch =
                fields.optional("fetch", time(), "300ms", "How long it is staging.");
            Field<Duration> start =
                fields.optional("start", time(), "100ms", "From starting to running.");
            Field<Optional<Duration>> runsFor =
                fields.maybe("runsFor", time(), "How long it runs; left out: until it is killed.");
            Field<Integer> exitCode =
                fields.optional("exitCode", Shapes.integer(0, 255), "0", "Status of that end.");
            Field<Optional<String>> failure =
                fields.maybe("failure", Shapes.text(), "Its launch fails with this message.");
            Field<Boolean> ignoresTerm =
                fields.optional(
                    "ignoresTerm", Shapes.trueOrFalse(), "false", "Whether it ignores SIGTERM.");
            Field<Duration> stopsAfter =
                fields.optional("stopsAfter", time(), "200ms", "From SIGTERM to its end.");
            Field<Duration> healthyAfter =
                fields.optional("healthyAfter", time(), "1s", "When its checks begin to pass.");
            Field<Boolean> healthy =
                fields.optional(
                    "healthy", Shapes.trueOrFalse(), "true", "False: its checks never pass.");
            Field<Optional<Duration>> unhealthyAfter =
                fields.maybe("unhealthyAfter", time(), "When its checks stop passing again.");
            return v ->
                new TaskRule(
                    Pattern.compile(v.get(match)),
                    new Behaviour(
                        v.get(fetch),
                        v.get(start),
                        v.get(runsFor).orElse(null),
                        v.get(exitCode),
                        v.get(failure).orElse(null),
                        v.get(ignoresTerm),
                        v.get(stopsAfter),
                        v.get(healthy) ? v.get(healthyAfter) : null,
                        v.get(unhealthyAfter).orElse(null)));
          });

  private static final GroupShape<Fault.Refuse> REFUSAL =
      Shapes.group(
          fields -> {
            Field<Integer> status =
                fields.required("status", Shapes.integer(400, 599), "The HTTP status.");
            Field<String> code =
                fields.optional("code", Shapes.text(), "Refused", "AWS's error code.");
            Field<String> message =
                fields.optional("message", Shapes.text(), "refused by the scenario", "The text.");
            return v -> new Fault.Refuse(v.get(status), v.get(code), v.get(message));
          });

  private static Function<Values, Optional<Fault>> fault(Fields fields, Field<?> at) {
    Field<Optional<Duration>> delay = fields.maybe("delay", time(), "Answers so much later.");
    Field<Optional<Fault.Refuse>> refuse =
        fields.maybe("refuse", REFUSAL, "Refuses, and does nothing.");
    Field<Optional<DropWhen>> drop =
        fields.maybe(
            "drop",
            Shapes.choice(DropWhen.class),
            "Cuts the connection: before or after the call was acted on.");
    Field<Optional<Duration>> stale =
        fields.maybe("stale", time(), "Answers a read as the world was so long ago.");
    Field<Optional<Boolean>> partition =
        fields.maybe("partition", Shapes.trueOrFalse(), "True: the service cannot be reached.");
    Field<Optional<Integer>> keep =
        fields.maybe(
            "keepBytes", Shapes.integer(0, 1 << 30), "Cuts the right answer after so many bytes.");
    Field<Optional<String>> body =
        fields.maybe("body", Shapes.text(), "Answers 200 with this body instead.");
    Function<Values, List<Optional<? extends Fault>>> all =
        v ->
            List.of(
                v.get(delay).map(Fault.Delay::new),
                v.get(refuse),
                v.get(drop).map(when -> new Fault.Drop(when == DropWhen.AFTER)),
                v.get(stale).map(Fault.Stale::new),
                v.get(partition).filter(on -> on).map(on -> new Fault.Partition()),
                v.get(keep).map(bytes -> new Fault.Garble(bytes, "")),
                v.get(body).map(text -> new Fault.Garble(-1, text)));
    fields.rule(
        at,
        v -> all.apply(v).stream().filter(Optional::isPresent).count() != 1,
        v ->
            "needs just one of delay, refuse, drop, stale, partition, keepBytes and body beside"
                + " it");
    return v ->
        all.apply(v).stream().filter(Optional::isPresent).findFirst().map(found -> found.get());
  }

  static final GroupShape<FaultEntry> FAULT =
      Shapes.group(
          fields -> {
            Field<String> name = fields.required("name", Shapes.text(), "Shown in the event log.");
            Field<Service> service =
                fields.optional("service", Shapes.choice(Service.class), "any", "Whose calls.");
            Field<String> operation =
                fields.optional(
                    "operation",
                    regex("SetDesiredCapacity"),
                    "'.*'",
                    "Which calls: AWS action, Mesos call or path, Marathon method and route.");
            Field<String> subject =
                fields.optional(
                    "subject", regex("agents"), "'.*'", "About what: group, agent id or app id.");
            Field<Duration> from = fields.optional("from", time(), "0s", "In force from then on.");
            Field<Optional<Duration>> until = fields.maybe("until", time(), "In force until then.");
            Field<Integer> skip =
                fields.optional(
                    "skip",
                    Shapes.integer(0, 1_000_000),
                    "0",
                    "So many calls pass unharmed first.");
            Field<Optional<Integer>> times =
                fields.maybe(
                    "times", Shapes.integer(1, 1_000_000), "Hits so many calls; else all of them.");
            Field<Double> probability =
                fields.optional(
                    "probability", Shapes.number(0, 1), "1", "Chance that a call is hit.");
            Function<Values, Optional<Fault>> fault = fault(fields, name);
            fields.rule(
                from,
                v -> v.get(until).map(end -> end.compareTo(v.get(from)) <= 0).orElse(false),
                v -> "must be before until");
            return v ->
                new FaultEntry(
                    v.get(name),
                    v.get(service).wireName(),
                    Pattern.compile(v.get(operation)),
                    Pattern.compile(v.get(subject)),
                    v.get(from),
                    v.get(until).orElse(null),
                    v.get(skip),
                    v.get(times).orElse(Integer.MAX_VALUE),
                    v.get(probability),
                    fault.apply(v).orElseThrow());
          });

  static final GroupShape<Happening> EVENT =
      Shapes.group(
          fields -> {
            Field<Duration> at = at(fields);
            Field<What> what = fields.required("what", Shapes.choice(What.class), "What happens.");
            Field<Optional<String>> group =
                fields.maybe(
                    "group",
                    GroupShapes.groupName(),
                    "To which group's oldest machine, of its spot machines where it is about"
                        + " spot.");
            Field<Optional<Duration>> until =
                fields.maybe("until", time(), "When a stock-out or a zone's loss ends.");
            Field<String> type =
                fields.optional("type", Shapes.text(), "'*'", "What is out of stock.");
            Field<String> zone =
                fields.optional(
                    "zone", Shapes.text(), "'*'", "Where: a zone; for stock-outs also with *.");
            Field<Optional<Integer>> desired =
                fields.maybe(
                    "desired", Shapes.integer(0, 100_000), "What somebody else sets it to.");
            fields.rule(
                what,
                v -> needsGroup(v.get(what)) && v.get(group).isEmpty(),
                v -> "needs a group beside it");
            fields.rule(
                what,
                v ->
                    (v.get(what) == What.STOCK_OUT || v.get(what) == What.ZONE_LOST)
                        && v.get(until).map(end -> end.compareTo(v.get(at)) <= 0).orElse(true),
                v -> "needs an until beside it that is after at");
            fields.rule(
                what,
                v -> v.get(what) == What.ZONE_LOST && v.get(zone).contains("*"),
                v -> "needs a zone beside it, by its whole name");
            fields.rule(
                what,
                v -> v.get(what) == What.SET_DESIRED && v.get(desired).isEmpty(),
                v -> "needs desired beside it");
            return v -> {
              Duration when = v.get(at);
              String of = v.get(group).orElse("");
              return switch (v.get(what)) {
                case MASTER_DIES -> new Happening.MasterDies(when);
                case MARATHON_DIES -> new Happening.MarathonDies(when);
                case AGENT_DIES -> new Happening.AgentDies(when, of);
                case MACHINE_DIES -> new Happening.MachineDies(when, of);
                case SET_DESIRED ->
                    new Happening.DesiredSet(when, of, v.get(desired).orElseThrow());
                case REVOKE_REGISTRY_TOKENS -> new Happening.RegistryTokensRevoked(when);
                case SPOT_INTERRUPTION -> new Happening.SpotInterrupted(when, of);
                case REBALANCE_RECOMMENDATION -> new Happening.RebalanceRecommended(when, of);
                case INSTANCE_REFRESH -> new Happening.RefreshStarted(when, of);
                case ZONE_LOST ->
                    new Happening.ZoneLost(when, v.get(until).orElseThrow(), v.get(zone));
                case STOCK_OUT ->
                    new Happening.StockOut(
                        when, v.get(until).orElseThrow(), v.get(type), v.get(zone));
              };
            };
          });

  private static boolean needsGroup(What what) {
    return switch (what) {
      case AGENT_DIES,
          MACHINE_DIES,
          SET_DESIRED,
          SPOT_INTERRUPTION,
          REBALANCE_RECOMMENDATION,
          INSTANCE_REFRESH ->
          true;
      case MASTER_DIES, MARATHON_DIES, STOCK_OUT, ZONE_LOST, REVOKE_REGISTRY_TOKENS -> false;
    };
  }

  private static ScalarShape<String> regex(String example) {
    return Shapes.checkedText("regular expression", example, EventShapes::requireRegex);
  }

  private static void requireRegex(String text) {
    try {
      Pattern unused = Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "must be a regular expression: " + e.getDescription() + " at " + e.getIndex(), e);
    }
  }
}
