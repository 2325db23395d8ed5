package dev.pacer.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.frame.config.Problem;
import dev.pacer.frame.config.Reading;
import dev.pacer.simulator.aws.autoscaling.ScalingProcess;
import dev.pacer.simulator.aws.events.NoticeKind;
import dev.pacer.simulator.kernel.Call;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.offer.Attribute;
import dev.pacer.simulator.offer.Launch;
import dev.pacer.simulator.offer.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScenarioReaderTest {

  private static final String WHOLE =
      """
      version: 1
      mesos: {masters: 2, pingTimeout: 20s}
      marathon: {servers: 2, role: slave_public, features: [gpu_resources]}
      aws: {region: eu-west-1, staleReads: true}
      groups:
      - name: batch
        types: [m5.xlarge, m5a.xlarge]
        zones: [eu-west-1a, eu-west-1b]
        min: 0
        desired: 2
        max: 8
        boot: 2m
        tags: {team: render}
        agent:
          cpus: 3.5
          mem: 14GiB
          ports: 31000-31099
          reserved:
          - {role: slave_public, cpus: 0.5}
          attributes: {rack: r1}
          scalarAttributes: {gen: 5}
          faultDomain: true
      agents:
      - {hostname: old.test, ip: 10.9.0.1, cpus: 4, mem: 8GiB, region: eu-west-1, zone: eu-west-1a}
      apps:
      - at: 0s
        id: /shop/web
        definition: '{"id": "/shop/web", "cmd": "sleep 1000"}'
      - {at: 1h, id: /shop/web, instances: 5}
      - {at: 2h, id: /shop/web, remove: true}
      tasks:
      - {match: '/batch/.*', runsFor: 10m, exitCode: 3}
      faults:
      - {name: slow down, service: autoscaling, operation: Describe.*, probability: 0.25, refuse: {status: 400, code: Throttling}}
      - {name: lost answer, operation: TerminateInstanceInAutoScalingGroup, skip: 2, times: 1, drop: after}
      events:
      - {at: 30m, what: master-dies}
      - {at: 40m, what: stock-out, until: 50m, zone: eu-west-1b}
      - {at: 45m, what: machine-dies, group: batch}
      """;

  private static Reading<Scenario> read(String yaml) {
    return ScenarioReader.FILE.read("scenario.yaml", yaml, Path.of("/tmp"));
  }

  @Test
  void everythingThatCanBeSaidIsRead() {
    Scenario scenario = read(WHOLE).orThrow();

    assertThat(scenario.mesos().masters()).isEqualTo(2);
    assertThat(scenario.marathon().features()).containsExactly("gpu_resources");
    assertThat(scenario.aws().pending()).isEqualTo(Duration.ofSeconds(60));
    GroupSpec group = scenario.groups().get(0);
    assertThat(group.sizes()).isEqualTo(new GroupSpec.Sizes(0, 2, 8));
    assertThat(group.tags()).isEqualTo(Map.of("team", "render"));
    assertThat(group.agent().resources())
        .containsExactly(
            Resource.scalar("cpus", "3.5"),
            Resource.scalar("mem", "14336"),
            Resource.ports(31000, 31099),
            Resource.scalar("cpus", "0.5").forRole("slave_public"));
    assertThat(group.agent().attributes())
        .containsExactly(Attribute.text("rack", "r1"), Attribute.scalar("gen", "5"));
    assertThat(scenario.agents().get(0).zone()).isEqualTo("eu-west-1a");
    assertThat(scenario.apps())
        .extracting(change -> change.getClass().getSimpleName())
        .containsExactly("Put", "Scale", "Remove");
    assertThat(scenario.events())
        .contains(new Happening.MachineDies(Duration.ofMinutes(45), "batch"));
  }

  @Test
  void aRuleSaysHowItsTasksBehave() {
    RuleWorkload workload = new RuleWorkload(read(WHOLE).orThrow().tasks());
    assertThat(workload.of(launch("/batch/night")).exitCode()).isEqualTo(3);
    assertThat(workload.of(launch("/shop/web")).runsFor()).isNull();
  }

  private static Launch launch(String subject) {
    return new Launch("t", "t", subject, List.of(), Map.of(), null, "", "");
  }

  @Test
  void aFaultAppliesToTheCallsItNames() {
    FaultEntry entry = read(WHOLE).orThrow().faults().get(0);
    var rule = entry.rule(Instant.EPOCH, time -> time);
    assertThat(rule.fault()).isInstanceOf(Fault.Refuse.class);
    assertThat(rule.applies().test(new Call("autoscaling", "DescribeAutoScalingGroups", "batch")))
        .isTrue();
    assertThat(rule.applies().test(new Call("ec2", "DescribeInstances", ""))).isFalse();
    assertThat(rule.applies().test(new Call("autoscaling", "SetDesiredCapacity", "batch")))
        .isFalse();
  }

  @Test
  void everyProblemIsToldAtOnceByPath() {
    String wrong =
        """
        version: 1
        mesoss: {}
        aws: {region: us-east-1}
        groups:
        - {name: a, types: [m5.large], zones: [us-west-2a], min: 3, desired: 2, max: 1}
        - {name: b, types: [], zones: [us-east-1a], min: 0, desired: 0, max: 1}
        apps:
        - {at: 0s, id: Web, definition: '{"id":'}
        - {at: 0s, id: /web}
        faults:
        - {name: nothing}
        - {name: two, delay: 1s, stale: 1s}
        - {name: broken, operation: '(', drop: after}
        events:
        - {at: 1m, what: agent-dies}
        - {at: 1m, what: stock-out}
        - {at: 1m, what: explode}
        """;
    List<String> problems = read(wrong).problems().stream().map(Problem::toString).toList();

    assertThat(problems)
        .anyMatch(p -> p.startsWith("mesoss: is not a known key; did you mean 'mesos'?"))
        .anyMatch(p -> p.startsWith("groups[0].desired: must be between min and max"))
        .anyMatch(p -> p.startsWith("groups[1].types: must have at least 1"))
        .anyMatch(p -> p.startsWith("apps[0].id: must be an app's id"))
        .anyMatch(p -> p.startsWith("apps[0].definition: is not JSON"))
        .anyMatch(p -> p.startsWith("apps[1].id: needs just one of"))
        .anyMatch(p -> p.startsWith("faults[0].name: needs just one of"))
        .anyMatch(p -> p.startsWith("faults[1].name: needs just one of"))
        .anyMatch(p -> p.startsWith("faults[2].operation: must be a regular expression"))
        .anyMatch(p -> p.startsWith("events[0].what: needs a group"))
        .anyMatch(p -> p.startsWith("events[1].what: needs an until"))
        .anyMatch(p -> p.startsWith("events[2].what: must be one of"));
  }

  @Test
  void groupsInAnotherRegionAndEventsOfUnknownGroupsAreRefused() {
    String wrong =
        """
        version: 1
        groups:
        - {name: a, types: [m5.large], zones: [us-west-2a], min: 0, desired: 0, max: 1}
        events:
        - {at: 1m, what: agent-dies, group: c}
        """;
    assertThat(read(wrong).problems().stream().map(Problem::toString))
        .anyMatch(p -> p.startsWith("groups: must be in zones of us-east-1, has us-west-2a"))
        .anyMatch(p -> p.startsWith("events: must name groups of this scenario, has c"));
  }

  @Test
  void anUnknownTypeIsToldWithWhatMayHaveBeenMeant() {
    String wrong =
        """
        version: 1
        groups:
        - {name: a, types: [m5.large, m5.larg], zones: [us-east-1a], min: 0, desired: 0, max: 1}
        - {name: b, types: [z99.gigantic], zones: [us-east-1a], min: 0, desired: 0, max: 1}
        - {name: c, types: [large], zones: [us-east-1a], min: 0, desired: 0, max: 1}
        """;
    assertThat(read(wrong).problems().stream().map(Problem::toString))
        .anyMatch(
            p ->
                p.startsWith(
                    "groups[0].types[1]: is not an EC2 type that is simulated: 'm5.larg'; did you"
                        + " mean 'm5.large'?"))
        .anyMatch(
            p ->
                p.startsWith(
                    "groups[1].types[0]: is not an EC2 type that is simulated: 'z99.gigantic'"))
        .anyMatch(p -> p.startsWith("groups[2].types[0]: must be an EC2 instance type like"));
  }

  @Test
  void whatMarathonWouldRefuseIsToldInItsOwnWords() {
    String wrong =
        """
        version: 1
        apps:
        - {at: 0s, id: /nothing, definition: '{"id": "/nothing"}'}
        - {at: 0s, id: /types, definition: '{"cmd": "sleep 1", "cpus": "two"}'}
        - {at: 0s, id: /gpu, definition: '{"cmd": "sleep 1", "gpus": 1}'}
        - {at: 0s, id: /web, definition: '{"cmd": "sleep 1"}'}
        - {at: 2m, id: /web, definition: '{"acceptedResourceRoles": ["other"]}'}
        - {at: 1m, id: /web, definition: '{"mem": 64}'}
        - {at: 0s, id: /x, definition: '{"id": "/y", "cmd": "sleep 1"}'}
        """;
    assertThat(read(wrong).problems().stream().map(Problem::toString))
        .satisfiesExactlyInAnyOrder(
            p ->
                assertThat(p)
                    .startsWith("apps[0].definition: Marathon would refuse it: Object is not valid")
                    .contains("AppDefinition must either contain one of 'cmd' or 'args'"),
            p ->
                assertThat(p)
                    .startsWith("apps[1].definition: Marathon would refuse it: Invalid JSON")
                    .contains("/cpus"),
            p ->
                assertThat(p)
                    .startsWith("apps[2].definition: Marathon would refuse it")
                    .contains("gpu_resources"),
            p ->
                assertThat(p)
                    .startsWith("apps[4].definition: Marathon would refuse it")
                    .contains("acceptedResourceRoles"),
            p -> assertThat(p).startsWith("apps[6].definition: has the id /y, which is not /x"));
  }

  @Test
  void whatAFeatureOrARoleAllowsIsNotRefused() {
    String right =
        """
        version: 1
        marathon: {role: slave_public, features: [gpu_resources]}
        apps:
        - at: 0s
          id: /gpu
          definition: '{"cmd": "sleep 1", "gpus": 1, "acceptedResourceRoles": ["slave_public"]}'
        - {at: 1m, id: /gpu, definition: '{"instances": 2}'}
        """;
    assertThat(read(right).problems()).isEmpty();
  }

  @Test
  void aGroupsPolicyHooksAndQueuesAreRead() {
    Scenario scenario =
        read("""
        version: 1
        aws: {queues: [{name: notices, receives: [spot-interruption, terminate-lifecycle]}]}
        groups:
        - name: spot
          types: [m5.large, m5.xlarge]
          zones: [us-east-1a]
          min: 0
          desired: 4
          max: 8
          weights: {m5.large: 1, m5.xlarge: 2}
          onDemandPercent: 25
          suspended: [az-rebalance]
          hooks:
          - {name: drain, heartbeat: 15m, default: continue, queue: notices}
        events:
        - {at: 5m, what: spot-interruption, group: spot}
        - {at: 6m, what: zone-lost, zone: us-east-1a, until: 1h}
        """)
            .orThrow();
    GroupSpec.Policy policy = scenario.groups().get(0).policy();
    assertThat(policy.weights()).isEqualTo(Map.of("m5.large", 1, "m5.xlarge", 2));
    assertThat(policy.onDemandPercent()).isEqualTo(25);
    assertThat(policy.suspended()).containsExactly(ScalingProcess.AZ_REBALANCE);
    assertThat(policy.hooks())
        .containsExactly(
            new HookSpec("drain", true, Duration.ofMinutes(15), true, Optional.of("notices")));
    assertThat(scenario.aws().queues().get(0).receives())
        .containsExactly(NoticeKind.SPOT_INTERRUPTION, NoticeKind.TERMINATE_LIFECYCLE);
  }

  @Test
  void hooksOfUnknownQueuesAndWrongPoliciesAreRefusedByPath() {
    String wrong =
        """
        version: 1
        groups:
        - {name: a, types: [m5.large], zones: [us-east-1a], min: 0, desired: 0, max: 1, hooks: [{name: h, queue: nope}]}
        - {name: b, types: [m5.large], zones: [us-east-1a], min: 0, desired: 0, max: 1}
        events:
        - {at: 1m, what: zone-lost, until: 2m}
        - {at: 1m, what: zone-lost, zone: us-east-1a}
        - {at: 1m, what: spot-interruption}
        """;
    assertThat(read(wrong).problems().stream().map(Problem::toString))
        .anyMatch(p -> p.startsWith("events[0].what: needs a zone"))
        .anyMatch(p -> p.startsWith("events[1].what: needs an until"))
        .anyMatch(p -> p.startsWith("events[2].what: needs a group"));
    assertThat(read(wrong.substring(0, wrong.indexOf("events"))).problems())
        .extracting(Problem::toString)
        .singleElement()
        .satisfies(
            p -> assertThat(p).startsWith("groups[0].hooks[0].queue: must be one of aws.queues"));
    String weightless =
        """
        version: 1
        groups:
        - {name: a, types: [m5.large, m5.xlarge], zones: [us-east-1a], min: 0, desired: 0, max: 1, weights: {m5.large: 1}}
        """;
    assertThat(read(weightless).problems().stream().map(Problem::toString))
        .anyMatch(p -> p.startsWith("groups[0].weights: must have a weight for each"));
  }

  @Test
  void theBuiltInClusterIsTheOneThatIsPromised() {
    GroupSpec group = BuiltIn.scenario().groups().get(0);
    assertThat(group.types()).containsExactly("m5.large");
    assertThat(group.zones()).hasSize(2);
    assertThat(group.sizes()).isEqualTo(new GroupSpec.Sizes(1, 3, 10));
    assertThat(Optional.of(group.registers())).contains(true);
  }
}
