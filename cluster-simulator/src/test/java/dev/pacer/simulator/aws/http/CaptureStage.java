package dev.pacer.simulator.aws.http;

import dev.pacer.simulator.aws.AwsSettings;
import dev.pacer.simulator.aws.TestAws;
import dev.pacer.simulator.aws.account.Delays;
import dev.pacer.simulator.aws.autoscaling.Group;
import dev.pacer.simulator.aws.autoscaling.LifecycleState;
import dev.pacer.simulator.aws.autoscaling.Member;
import dev.pacer.simulator.aws.ec2.NetworkSettings;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.FaultRules;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A simulator in the state in which a conversation was recorded, made by replaying what came before
 * it. Ids in requests are replaced by those that the simulator gave.
 */
final class CaptureStage implements AutoCloseable {

  private static final Pattern INSTANCE = Pattern.compile("i-[0-9a-f]{17}");
  private static final Set<String> NOBODY = Set.of("i-0000000000000dead");
  private static final NetworkSettings NETWORK =
      new NetworkSettings(
          "vpc-ab6caa284a5f2dca5",
          List.of(
              subnet("subnet-8dde36ed156e84fef", "a", 0),
              subnet("subnet-d7548674c39611da5", "b", 16),
              subnet("subnet-445ed3616a09e3c88", "c", 32),
              subnet("subnet-40dd98d238fbb5195", "d", 48),
              subnet("subnet-979f4f1782a4e3633", "e", 64),
              subnet("subnet-43e92ec4ea8174cff", "f", 80)));

  private final Path root;
  private final ServedAws served;
  private final Map<String, String> replacements = new LinkedHashMap<>();

  private static NetworkSettings.SubnetSettings subnet(String id, String letter, int third) {
    return new NetworkSettings.SubnetSettings(
        id, "us-east-1" + letter, "172.31.%d.0/20".formatted(third));
  }

  CaptureStage(Path root, java.util.function.UnaryOperator<dev.pacer.frame.http.Handler> between) {
    this.root = root;
    this.served =
        new ServedAws(
            new TestAws(
                AwsSettings.usual().withNetwork(NETWORK).withDelays(Delays.TYPICAL.exact()), 1),
            between);
  }

  URI uri() {
    return served.uri();
  }

  ServedAws served() {
    return served;
  }

  TestAws aws() {
    return served.aws();
  }

  /** Makes the launch template and the group that most conversations are about. */
  CaptureStage withAgents() {
    replay("captured/ec2/CreateLaunchTemplate.txt");
    replay("captured/autoscaling/CreateAutoScalingGroup.three-subnets.txt");
    served.advance(120);
    return this;
  }

  /** Replays earlier conversations, each of which must succeed. */
  CaptureStage replay(String... names) {
    for (String name : names) {
      Capture.WireReply reply = send(Capture.read(root, name).sent());
      if (reply.status() != 200) {
        throw new AssertionError(
            "preparing by %s: %d %s".formatted(name, reply.status(), reply.body()));
      }
    }
    return this;
  }

  CaptureStage advance(long seconds) {
    served.advance(seconds);
    return this;
  }

  CaptureStage fault(String operation, Fault fault) {
    aws()
        .faults
        .add(FaultRules.Rule.always("here", call -> call.operation().equals(operation), fault));
    return this;
  }

  /** Replaces a text in the request under test. */
  CaptureStage replace(String recorded, String ours) {
    replacements.put(recorded, ours);
    return this;
  }

  /** Changes the model directly. */
  CaptureStage look(java.util.function.Consumer<dev.pacer.simulator.aws.AwsModel> change) {
    served.look(
        () -> {
          change.accept(aws().model);
          return true;
        });
    return this;
  }

  Group group(String name) {
    return served.look(() -> aws().model.autoScaling().find(name).orElseThrow());
  }

  List<Member> members(String group) {
    return served.look(() -> List.copyOf(group(group).members()));
  }

  /** Sends a request with our ids in it. */
  Capture.WireReply send(Capture.Sent request) {
    return RawHttp.send(served.uri(), ours(request));
  }

  private Capture.Sent ours(Capture.Sent request) {
    String body = request.body();
    String line = request.line();
    for (Map.Entry<String, String> replacement : replacements.entrySet()) {
      body = body.replace(replacement.getKey(), replacement.getValue());
      line = line.replace(replacement.getKey(), replacement.getValue());
    }
    List<String> usable = usableInstances();
    Map<String, String> ids = new LinkedHashMap<>();
    Matcher matcher = INSTANCE.matcher(body);
    while (matcher.find()) {
      String id = matcher.group();
      if (!NOBODY.contains(id) && !isOurs(id) && !ids.containsKey(id)) {
        ids.put(id, usable.get(ids.size()));
      }
    }
    for (Map.Entry<String, String> id : ids.entrySet()) {
      body = body.replace(id.getKey(), id.getValue());
    }
    return new Capture.Sent(line, request.headers(), body);
  }

  private boolean isOurs(String id) {
    return served.look(() -> aws().model.instances().find(id).isPresent());
  }

  /** Members on standby first, as only they are asked for while there are any. */
  private List<String> usableInstances() {
    return served.look(
        () -> {
          List<String> ids = new ArrayList<>();
          aws()
              .model
              .autoScaling()
              .find("agents")
              .ifPresent(
                  group ->
                      group
                          .members()
                          .forEach(
                              member -> {
                                boolean resting = member.now().state() == LifecycleState.STANDBY;
                                ids.add(resting ? 0 : ids.size(), member.id());
                              }));
          if (ids.isEmpty()) {
            aws().model.instances().all().forEach(instance -> ids.add(instance.id()));
          }
          return ids;
        });
  }

  @Override
  public void close() {
    served.close();
  }
}
