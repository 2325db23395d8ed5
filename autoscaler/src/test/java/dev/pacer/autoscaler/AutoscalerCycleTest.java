package dev.pacer.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.autoscaler.FakeCluster.FakeApp;
import dev.pacer.autoscaler.FakeCluster.Trouble;
import dev.pacer.autoscaler.act.StepSender;
import dev.pacer.autoscaler.decision.Policy;
import dev.pacer.autoscaler.decision.Pool;
import dev.pacer.autoscaler.journal.InMemoryJournal;
import dev.pacer.autoscaler.journal.Memory;
import dev.pacer.autoscaler.plan.Plan;
import dev.pacer.autoscaler.status.Explanation;
import dev.pacer.cluster.aws.HourlyPrice;
import dev.pacer.cluster.aws.Prices;
import dev.pacer.cluster.marathon.Constraint;
import dev.pacer.view.Demand;
import dev.pacer.view.SnapshotReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Whole cycles on a cluster made by hand: what is sent, when, and why nothing is. */
class AutoscalerCycleTest {

  private static final Duration CYCLE = Duration.ofSeconds(15);

  private FakeCluster cluster = FakeCluster.withAgents(2);
  private Pool.Limits limits = new Pool.Limits(0, 20);
  private List<Pool> pools = List.of();
  private Prices prices = kind -> Optional.empty();
  private int idleAgents;
  private boolean dry;
  private Autoscaler autoscaler = start();

  private Autoscaler start() {
    FakePorts ports = new FakePorts(cluster);
    InMemoryJournal journal = new InMemoryJournal();
    Pool pool =
        new Pool(
            "general",
            List.of(FakePorts.GROUP),
            limits,
            idleAgents,
            new Pool.Patience(
                Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(10)),
            Optional.empty());
    pools = List.of(pool);
    return new Autoscaler(
        new SnapshotReader(
            ports.sources(),
            List.of(FakePorts.GROUP),
            Runnable::run,
            cluster,
            Duration.ofSeconds(8)),
        new TypeTemplates(ports.ec2()),
        new Policy(List.of(pool), prices, Map.of(), Duration.ofMinutes(3), dry),
        journal,
        new StepSender(journal, ports.autoScaling(), ports.mesos(), cluster),
        cluster,
        () -> false);
  }

  private CycleReport cycle() {
    cluster.now = cluster.now.plus(CYCLE);
    return autoscaler.cycle();
  }

  private CycleReport cycles(Duration time) {
    CycleReport last = cycle();
    for (long i = 1; i < time.dividedBy(CYCLE); i++) {
      last = cycle();
    }
    return last;
  }

  /** Fills both agents, so that what comes next fits nowhere. */
  private void fillAgents() {
    cluster.app("/base", 2, 1000, 2);
    FakeMarathon.start(cluster);
  }

  private FakeApp oneTooMany() {
    fillAgents();
    return cluster.app("/web", 1, 500, 1);
  }

  private static List<String> whys(CycleReport report) {
    return report.plan().holds().stream().map(Plan.Hold::why).toList();
  }

  private static String outlook(CycleReport report, String app) {
    return report.plan().waiting().stream()
        .filter(w -> w.app().equals(app))
        .map(Plan.Waiting::outlook)
        .findFirst()
        .orElse("");
  }

  @Test
  void d9AnAppThatFitsNowhereBuysOneMachineOnceTwoCyclesAgree() {
    oneTooMany();
    CycleReport first = cycle();
    assertThat(cluster.sent).isEmpty();
    assertThat(first.plan().deferred()).hasSize(1);
    CycleReport second = cycle();
    assertThat(cluster.sent).containsExactly("SetDesiredCapacity 3");
    assertThat(second.plan().steps().get(0).reason()).contains("1 of /web");
    assertThat(outlook(second, "/web")).contains("needs a machine of agents");
  }

  @Test
  void l7ArrivingCapacityIsNeverBoughtTwice() {
    oneTooMany();
    cycles(Duration.ofMinutes(2));
    cluster.launchGap();
    CycleReport pending = cycles(Duration.ofMinutes(2));
    assertThat(outlook(pending, "/web")).contains("on its way");
    cluster.node(2).lifecycle = "InService";
    cycles(Duration.ofMinutes(2));
    cluster.register(cluster.node(2));
    CycleReport registered = cycles(Duration.ofMinutes(1));
    assertThat(outlook(registered, "/web")).contains("fits on agent");
    FakeMarathon.start(cluster);
    cycles(Duration.ofMinutes(5));
    assertThat(cluster.sent).containsExactly("SetDesiredCapacity 3");
  }

  @Test
  void a2ALostReplyIsNotSentAgainWhenTheCallWasDone() {
    oneTooMany();
    cluster.trouble = Trouble.LOSE_REPLY;
    cycles(Duration.ofMinutes(4));
    assertThat(cluster.sent).containsExactly("SetDesiredCapacity 3");
  }

  @Test
  void a2ACallThatNeverArrivedIsPlannedAnewOnlyAfterAWhile() {
    oneTooMany();
    cluster.trouble = Trouble.DROP_REQUEST;
    cycle();
    cycle();
    cycles(Duration.ofSeconds(45));
    assertThat(cluster.sent).containsExactly("SetDesiredCapacity 3");
    cycles(Duration.ofMinutes(1));
    assertThat(cluster.sent).containsExactly("SetDesiredCapacity 3", "SetDesiredCapacity 3");
    assertThat(cluster.desired).isEqualTo(3);
  }

  @Test
  void n7WhatNoMachineCanHoldIsNeverBoughtFor() {
    cluster.app("/huge", 16, 500, 1);
    CycleReport report = cycles(Duration.ofMinutes(5));
    assertThat(cluster.sent).noneMatch(s -> s.startsWith("SetDesired"));
    assertThat(report.plan().impossible()).hasSize(1);
    assertThat(outlook(report, "/huge")).contains("cpus short by 14");
  }

  @Test
  void e33NothingIsBoughtAboveTheGroupsMaximum() {
    cluster.max = 2;
    oneTooMany();
    CycleReport report = cycles(Duration.ofMinutes(5));
    assertThat(cluster.sent).isEmpty();
    assertThat(outlook(report, "/web")).contains("none may be bought now");
  }

  @Test
  void ourOwnMaximumHoldsToo() {
    limits = new Pool.Limits(0, 2);
    autoscaler = start();
    oneTooMany();
    cycles(Duration.ofMinutes(5));
    assertThat(cluster.sent).isEmpty();
  }

  @Test
  void ourOwnMinimumIsKept() {
    limits = new Pool.Limits(4, 20);
    autoscaler = start();
    cycles(Duration.ofMinutes(1));
    assertThat(cluster.sent).containsExactly("SetDesiredCapacity 4");
  }

  @Test
  void g11OneCycleAtMostDoublesAPool() {
    fillAgents();
    cluster.app("/many", 2, 500, 9);
    cycles(Duration.ofSeconds(30));
    assertThat(cluster.sent).containsExactly("SetDesiredCapacity 4");
  }

  @Test
  void e2ProvisionedInstancesAreNotBoughtForTwice() {
    FakeApp web = oneTooMany();
    web.staging = 1;
    CycleReport report = cycles(Duration.ofMinutes(5));
    assertThat(cluster.sent).isEmpty();
    assertThat(report.plan().waiting()).isEmpty();
  }

  @Test
  void e4AnAppWithoutInstancesIsNoDemand() {
    fillAgents();
    cluster.app("/none", 1, 500, 0);
    cycles(Duration.ofMinutes(2));
    assertThat(cluster.sent).isEmpty();
  }

  @Test
  void d2WhatBacksOffIsNoDemand() {
    oneTooMany().overdue = false;
    CycleReport report = cycles(Duration.ofMinutes(5));
    assertThat(cluster.sent).isEmpty();
    assertThat(outlook(report, "/web")).contains("backs off");
  }

  @Test
  void e21AnExhaustedQuotaIsReportedAndNotBoughtFor() {
    cluster.quotaLimitMilli = Map.of("cpus", 500L);
    oneTooMany();
    CycleReport report = cycles(Duration.ofMinutes(5));
    assertThat(cluster.sent).isEmpty();
    assertThat(outlook(report, "/web")).contains("quota");
  }

  @Test
  void f11AnAppThatStopsMarathonIsNamedAndNothingIsBought() {
    FakeApp web = oneTooMany();
    web.constraints = List.of(new Constraint("hostname", "GROUP_BY", Optional.empty()));
    CycleReport report = cycles(Duration.ofMinutes(5));
    assertThat(cluster.sent).isEmpty();
    assertThat(whys(report)).anyMatch(why -> why.contains("/web") && why.contains("F11"));
  }

  @Test
  void e8UniqueInstancesGetAMachineEach() {
    FakeApp web = cluster.app("/unique", 0.1, 100, 4);
    web.constraints = List.of(new Constraint("hostname", "UNIQUE", Optional.empty()));
    web.tasks.add(cluster.node(0).agent());
    web.tasks.add(cluster.node(1).agent());
    cycles(Duration.ofSeconds(30));
    assertThat(cluster.sent).containsExactly("SetDesiredCapacity 4");
  }

  @Test
  void perAgentAppsAreNeverDemandAndNeverInTheWay() {
    FakeApp auth = cluster.app("/auth", 0.1, 32, 5);
    auth.labels = Map.of(Demand.PER_AGENT_LABEL, "true");
    auth.tasks.add(cluster.node(0).agent());
    auth.tasks.add(cluster.node(1).agent());
    cycles(Duration.ofMinutes(4));
    assertThat(cluster.sent).isEmpty();
    cycles(Duration.ofMinutes(3));
    assertThat(cluster.sent).hasSize(2).last().asString().startsWith("Terminate");
  }

  @Test
  void n4ThePartOfANewMachineThatPerAgentAppsTakeIsNotPromised() {
    fillAgents();
    FakeApp auth = cluster.app("/auth", 0.5, 32, 2);
    auth.labels = Map.of(Demand.PER_AGENT_LABEL, "true");
    cluster.app("/whole", 2, 500, 1);
    CycleReport report = cycles(Duration.ofMinutes(2));
    assertThat(cluster.sent).isEmpty();
    assertThat(outlook(report, "/whole")).contains("cpus short by 0.5");
  }

  @Test
  void anEmptyAgentIsDeactivatedReCheckedTerminatedAndMarkedGone() {
    String agent = cluster.node(0).agent();
    String instance = cluster.node(0).instance;
    cycles(Duration.ofMinutes(5));
    assertThat(cluster.sent).isEmpty();
    cycles(Duration.ofSeconds(30));
    assertThat(cluster.sent).containsExactly("Deactivate " + agent);
    cycles(Duration.ofSeconds(30));
    assertThat(cluster.sent).hasSize(1);
    cycle();
    assertThat(cluster.sent).hasSize(2).last().isEqualTo("Terminate " + instance);
    cycles(Duration.ofMinutes(3));
    assertThat(cluster.sent).hasSize(2);
    cluster.finishTerminations();
    cycle();
    assertThat(cluster.sent).hasSize(3).last().isEqualTo("MarkGone " + agent);
    CycleReport end = cycles(Duration.ofHours(1));
    assertThat(cluster.sent).hasSize(3);
    assertThat(cluster.desired).isEqualTo(1);
    assertThat(end.journal().drains()).isEmpty();
    assertThat(end.journal().intents()).isEmpty();
  }

  @Test
  void l2ATerminationWhoseReplyIsLostIsNeverSentTwice() {
    cycles(Duration.ofMinutes(6));
    cluster.trouble = Trouble.LOSE_REPLY;
    cycles(Duration.ofMinutes(3));
    assertThat(cluster.sent).filteredOn(s -> s.startsWith("Terminate")).hasSize(1);
    cluster.finishTerminations();
    cycles(Duration.ofMinutes(5));
    assertThat(cluster.sent).filteredOn(s -> s.startsWith("Terminate")).hasSize(1);
    assertThat(cluster.desired).isEqualTo(1);
  }

  @Test
  void a3ATerminationThatNeverArrivedIsSentAgainOnlyWhenNoActivityNamesIt() {
    cycles(Duration.ofSeconds(345));
    cluster.trouble = Trouble.DROP_REQUEST;
    cycle();
    assertThat(cluster.sent).filteredOn(s -> s.startsWith("Terminate")).isEmpty();
    cluster.trouble = Trouble.DROP_REQUEST;
    cycles(Duration.ofSeconds(60));
    assertThat(cluster.sent).filteredOn(s -> s.startsWith("Terminate")).hasSize(1);
    cycles(Duration.ofMinutes(2));
    assertThat(cluster.sent).filteredOn(s -> s.startsWith("Terminate")).hasSize(2);
    assertThat(cluster.desired).isEqualTo(1);
  }

  @Test
  void l3AnAgentIsEmptyOnlyWhenMarathonSaysSoToo() {
    FakeApp base = cluster.app("/base", 0.5, 100, 2);
    base.tasks.add(cluster.node(0).agent());
    base.tasks.add(cluster.node(1).agent());
    cluster.mesosForgetsTasks = true;
    cycles(Duration.ofMinutes(30));
    assertThat(cluster.sent).isEmpty();
  }

  @Test
  void l18DemandThatComesBackReactivatesBeforeAnythingIsBought() {
    cycles(Duration.ofMinutes(5));
    cycles(Duration.ofSeconds(30));
    assertThat(cluster.sent).hasSize(1);
    cluster.app("/back", 2, 500, 2);
    cycles(Duration.ofMinutes(1));
    assertThat(cluster.sent).hasSize(2).last().asString().startsWith("Reactivate");
    assertThat(cluster.node(0).deactivated).isFalse();
  }

  @Test
  void aRemovalThatIsHeldUpForTooLongIsTakenBack() {
    cycles(Duration.ofMinutes(5));
    cycles(Duration.ofSeconds(30));
    cluster.deploying = true;
    cycles(Duration.ofMinutes(14));
    assertThat(cluster.sent).hasSize(1);
    cycles(Duration.ofMinutes(3));
    assertThat(cluster.sent).hasSize(2).last().asString().startsWith("Reactivate");
    assertThat(cluster.node(0).deactivated).isFalse();
  }

  @Test
  void l4AnAgentThatFilledBeforeItWasDeactivatedIsTakenBack() {
    cycles(Duration.ofMinutes(5));
    cycles(Duration.ofSeconds(30));
    cluster.app("/late", 1, 500, 1).tasks.add(cluster.node(0).agent());
    cycles(Duration.ofMinutes(2));
    assertThat(cluster.sent)
        .contains("Reactivate " + cluster.node(0).agent())
        .doesNotContain("Terminate " + cluster.node(0).instance);
  }

  @Test
  void theGroupsMinimumHolds() {
    cluster.min = 2;
    cycles(Duration.ofMinutes(30));
    assertThat(cluster.sent).isEmpty();
  }

  @Test
  void idleAgentsAreKeptAsHeadroom() {
    idleAgents = 2;
    autoscaler = start();
    cycles(Duration.ofMinutes(30));
    assertThat(cluster.sent).isEmpty();
  }

  @Test
  void s2ReservationsKeepAnAgent() {
    cluster.nodes.values().forEach(n -> n.reserved = true);
    cycles(Duration.ofMinutes(30));
    assertThat(cluster.sent).isEmpty();
  }

  @Test
  void e25AnAgentInMaintenanceIsLeftAlone() {
    cluster.nodes.values().forEach(n -> n.maintenance = true);
    cycles(Duration.ofMinutes(30));
    assertThat(cluster.sent).isEmpty();
  }

  @Test
  void e26AnAgentThatAnOperatorDeactivatedIsNeitherReactivatedNorRemoved() {
    cluster.node(0).deactivated = true;
    cluster.min = 1;
    FakeApp base = cluster.app("/base", 2, 500, 1);
    base.tasks.add(cluster.node(1).agent());
    cluster.app("/web", 1, 500, 1);
    CycleReport report = cycles(Duration.ofMinutes(1));
    assertThat(cluster.sent).containsExactly("SetDesiredCapacity 3");
    assertThat(report.plan().findings()).anyMatch(f -> f.contains("not by this process"));
  }

  @Test
  void e28TwoAgentsOnOneMachineAreAFindingAndStopThePool() {
    cluster.node(0).agentsOnIt = 2;
    fillAgents();
    cluster.app("/web", 1, 500, 1);
    CycleReport report = cycles(Duration.ofMinutes(10));
    assertThat(cluster.sent).isEmpty();
    assertThat(report.plan().findings()).anyMatch(f -> f.contains("2 agents are on instance"));
  }

  @Test
  void e29MachinesThatNeverRegisterStopFurtherBuying() {
    oneTooMany();
    cycles(Duration.ofMinutes(1));
    cluster.launchGap();
    cluster.node(2).lifecycle = "InService";
    cycles(Duration.ofMinutes(11));
    cluster.launchGap();
    cluster.node(3).lifecycle = "InService";
    cycles(Duration.ofMinutes(30));
    assertThat(cluster.sent).containsExactly("SetDesiredCapacity 3", "SetDesiredCapacity 4");
  }

  @Test
  void l6AGapThatAwsDoesNotFillIsNotRaisedFurther() {
    oneTooMany();
    CycleReport report = cycles(Duration.ofMinutes(40));
    assertThat(cluster.sent).containsExactly("SetDesiredCapacity 3");
    assertThat(whys(report)).anyMatch(why -> why.contains("fewer machines than desired"));
  }

  @Test
  void e37MachinesAreKeptWhenDemandVanishesWhileTheyBoot() {
    oneTooMany();
    cycles(Duration.ofMinutes(1));
    cluster.launchGap();
    cluster.apps.remove("/web");
    cluster.register(cluster.node(2));
    cycles(Duration.ofMinutes(9));
    assertThat(cluster.sent).hasSize(1);
    cycles(Duration.ofMinutes(3));
    assertThat(cluster.sent).hasSizeGreaterThan(1);
  }

  @Test
  void e40PublicAgentsAreNotRemoved() {
    cluster.nodes.values().forEach(n -> n.role = "slave_public");
    CycleReport report = cycles(Duration.ofMinutes(30));
    assertThat(cluster.sent).isEmpty();
    assertThat(report.plan().deferred()).allMatch(d -> d.until().contains("E40"));
  }

  @Test
  void e45ADeploymentUnderWayIsReportedAsTheBlocker() {
    cluster.deploying = true;
    CycleReport report = cycles(Duration.ofMinutes(30));
    assertThat(cluster.sent).isEmpty();
    assertThat(whys(report)).anyMatch(why -> why.contains("deployment d1"));
  }

  @Test
  void g1WithoutMesosNothingIsDone() {
    oneTooMany();
    cluster.mesosDown = true;
    CycleReport report = cycles(Duration.ofMinutes(5));
    assertThat(cluster.sent).isEmpty();
    assertThat(whys(report))
        .anyMatch(why -> why.contains("Mesos") && why.contains("connection refused"));
  }

  @Test
  void g1WithoutMarathonNoAgentIsIdle() {
    cluster.marathonDown = true;
    cycles(Duration.ofMinutes(30));
    assertThat(cluster.sent).isEmpty();
  }

  @Test
  void g7AThrottledReadIsNoLeaveToAct() {
    oneTooMany();
    cycle();
    cluster.awsDown = true;
    cycles(Duration.ofMinutes(5));
    assertThat(cluster.sent).isEmpty();
  }

  @Test
  void e58RecoveredAgentsArePresentAndNothingIsBoughtMeanwhile() {
    oneTooMany();
    cycle();
    cluster.node(0).recovered = true;
    CycleReport report = cycles(Duration.ofMinutes(5));
    assertThat(cluster.sent).isEmpty();
    assertThat(whys(report)).anyMatch(why -> why.contains("not come back"));
  }

  @Test
  void m1AMasterThatNamesFewerAgentsJustAfterItsElectionIsNotBelieved() {
    fillAgents();
    cycles(Duration.ofMinutes(1));
    cluster.elected = cluster.now;
    cluster.nodes.values().forEach(n -> n.registered = false);
    cluster.app("/web", 1, 500, 1);
    cycles(Duration.ofMinutes(9));
    assertThat(cluster.sent).isEmpty();
  }

  @Test
  void e60AFreshStartBelievesAYoungLeaderOnceEveryMachineCarriesItsAgent() {
    cluster.elected = cluster.now;
    oneTooMany();
    cluster.node(0).registered = false;
    cycles(Duration.ofMinutes(1));
    assertThat(cluster.sent).isEmpty();
    cluster.node(0).registered = true;
    cycles(Duration.ofMinutes(1));
    assertThat(cluster.sent).containsExactly("SetDesiredCapacity 3");
  }

  @Test
  void g5ManyAgentsLostAtOnceFreezeBothDirections() {
    cluster = FakeCluster.withAgents(8);
    autoscaler = start();
    cluster.app("/base", 2, 1000, 8);
    FakeMarathon.start(cluster);
    cycles(Duration.ofMinutes(4));
    for (int i = 0; i < 4; i++) {
      cluster.apps.get("/base").tasks.remove(cluster.node(i).agent());
      cluster.node(i).registered = false;
    }
    CycleReport report = cycles(Duration.ofMinutes(10));
    assertThat(cluster.sent).isEmpty();
    assertThat(whys(report)).anyMatch(why -> why.contains("lost within 30 s"));
  }

  @Test
  void g8AnInstanceRefreshHoldsRemovals() {
    cluster.refreshing = true;
    cycles(Duration.ofMinutes(30));
    assertThat(cluster.sent).isEmpty();
  }

  @Test
  void a5WithAzRebalanceOnAMachineGoesOnlyWhileTheZonesStayLevel() {
    cluster = new FakeCluster();
    cluster.zones = List.of("us-east-1a", "us-east-1b");
    cluster.desired = 4;
    cluster.launchGap();
    cluster.now = cluster.now.plus(Duration.ofHours(2));
    cluster.nodes.values().forEach(cluster::register);
    cluster.rebalanceSuspended = false;
    autoscaler = start();
    FakeApp base = cluster.app("/base", 2, 500, 2);
    base.tasks.add(cluster.node(1).agent());
    base.tasks.add(cluster.node(3).agent());
    for (int i = 0; i < 120; i++) {
      cycle();
      cluster.finishTerminations();
    }
    assertThat(cluster.sent).filteredOn(s -> s.startsWith("Terminate")).hasSize(1);
  }

  @Test
  void e32AGroupThatAwsDoesNotKnowStopsItsPoolAndSaysSo() {
    FakePorts ports = new FakePorts(cluster);
    InMemoryJournal journal = new InMemoryJournal();
    dev.pacer.cluster.aws.GroupName missing = new dev.pacer.cluster.aws.GroupName("gone");
    Pool pool =
        new Pool(
            "general",
            List.of(missing),
            limits,
            0,
            new Pool.Patience(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(10)),
            Optional.empty());
    autoscaler =
        new Autoscaler(
            new SnapshotReader(
                ports.sources(), List.of(missing), Runnable::run, cluster, Duration.ofSeconds(8)),
            new TypeTemplates(ports.ec2()),
            new Policy(
                List.of(pool), kind -> Optional.empty(), Map.of(), Duration.ofMinutes(3), false),
            journal,
            new StepSender(journal, ports.autoScaling(), ports.mesos(), cluster),
            cluster,
            () -> false);
    oneTooMany();
    CycleReport report = cycles(Duration.ofMinutes(5));
    assertThat(cluster.sent).isEmpty();
    assertThat(whys(report)).anyMatch(why -> why.contains("gone is not known to AWS"));
  }

  @Test
  void aDryRunDecidesAndSendsNothing() {
    dry = true;
    autoscaler = start();
    oneTooMany();
    CycleReport report = cycles(Duration.ofMinutes(30));
    assertThat(report.plan().steps()).hasSize(1);
    assertThat(cluster.sent).isEmpty();
  }

  @Test
  void aDeactivationThatDidNotTakeIsSentAgainAndNothingIsTerminatedBefore() {
    cycles(Duration.ofMinutes(5));
    cluster.trouble = Trouble.DROP_REQUEST;
    cycles(Duration.ofSeconds(30));
    assertThat(cluster.sent).hasSize(1);
    cycle();
    assertThat(cluster.sent).hasSize(2).allMatch(s -> s.startsWith("Deactivate"));
  }

  private List<String> raises() {
    return cluster.sent.stream().filter(s -> s.startsWith("SetDesired")).toList();
  }

  @Test
  void l6AFailedLaunchStopsBuyingInItsGroupForLongerEachTime() {
    oneTooMany();
    cycles(Duration.ofMinutes(1));
    assertThat(raises()).hasSize(1);
    cluster.failLaunch();
    CycleReport report = cycles(Duration.ofMinutes(1));
    assertThat(report.plan().findings())
        .anyMatch(
            f -> f.contains("launches failed") && f.contains("sufficient") && f.contains("L6"));
    assertThat(outlook(report, "/web")).contains("none may be bought now");
    Map<String, Memory.Breaker> breakers = report.journal().memory().restraint().breakers();
    Memory.Breaker first = breakers.get(Memory.Breaker.key("agents", "us-east-1a", ""));
    assertThat(first.failures()).isEqualTo(1);
    cycles(Duration.ofMinutes(6));
    cluster.failLaunch();
    Memory.Breaker second =
        cycles(Duration.ofMinutes(1))
            .journal()
            .memory()
            .restraint()
            .breakers()
            .get(Memory.Breaker.key("agents", "us-east-1a", ""));
    assertThat(second.failures()).isEqualTo(2);
    assertThat(Duration.between(second.lastFailure(), second.until()))
        .isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void g11TheCapOfACycleHolds() {
    limits = new Pool.Limits(0, 20, new Pool.Caps(1, 100, 100, OptionalLong.empty()));
    autoscaler = start();
    fillAgents();
    cluster.app("/many", 2, 500, 9);
    cycles(Duration.ofSeconds(30));
    assertThat(cluster.sent).containsExactly("SetDesiredCapacity 3");
  }

  @Test
  void g11TheCapOfAnHourHoldsAndEndsWithTheHour() {
    limits = new Pool.Limits(0, 20, new Pool.Caps(100, 1, 100, OptionalLong.empty()));
    autoscaler = start();
    fillAgents();
    cluster.app("/many", 2, 500, 2);
    for (int i = 0; i < 58; i++) {
      cycles(Duration.ofMinutes(1));
      cluster.launchGap();
      cluster.nodes.values().stream()
          .filter(n -> !n.registered)
          .forEach(
              n -> {
                cluster.register(n);
                FakeMarathon.start(cluster);
              });
    }
    assertThat(raises()).containsExactly("SetDesiredCapacity 3");
    cycles(Duration.ofMinutes(5));
    assertThat(raises()).hasSize(2);
  }

  @Test
  void g11RemovalsOfAnHourAreCapped() {
    cluster = FakeCluster.withAgents(4);
    limits = new Pool.Limits(0, 20, new Pool.Caps(100, 100, 1, OptionalLong.empty()));
    autoscaler = start();
    for (int i = 0; i < 50; i++) {
      cycles(Duration.ofMinutes(1));
      cluster.finishTerminations();
    }
    assertThat(cluster.sent).filteredOn(s -> s.startsWith("Terminate")).hasSize(1);
    for (int i = 0; i < 30; i++) {
      cycles(Duration.ofMinutes(1));
      cluster.finishTerminations();
    }
    assertThat(cluster.sent).filteredOn(s -> s.startsWith("Terminate")).hasSize(2);
  }

  @Test
  void e56UnderACapInDollarsNothingIsBoughtWithoutAPrice() {
    limits = new Pool.Limits(0, 20, new Pool.Caps(100, 100, 100, OptionalLong.of(1_000_000)));
    autoscaler = start();
    oneTooMany();
    CycleReport report = cycles(Duration.ofMinutes(2));
    assertThat(cluster.sent).isEmpty();
    assertThat(report.plan().findings()).anyMatch(f -> f.contains("E56"));
  }

  @Test
  void g11TheCapInDollarsCountsWhatThePoolCostsAlready() {
    prices = kind -> Optional.of(new HourlyPrice(new BigDecimal("0.25")));
    limits = new Pool.Limits(0, 20, new Pool.Caps(100, 100, 100, OptionalLong.of(760_000)));
    autoscaler = start();
    fillAgents();
    cluster.app("/many", 2, 500, 5);
    cycles(Duration.ofMinutes(2));
    assertThat(cluster.sent).containsExactly("SetDesiredCapacity 3");
  }

  @Test
  void g1AListThatIsEmptyAllAtOnceIsBelievedOnlyTheThirdTime() {
    cluster.app("/base", 0.5, 100, 3);
    FakeMarathon.start(cluster);
    cycles(Duration.ofMinutes(5));
    cluster.mesosForgetsTasks = true;
    assertThat(whys(cycle())).anyMatch(why -> why.contains("tasks of Mesos had 3 entries"));
    assertThat(whys(cycle())).anyMatch(why -> why.contains("not 2 (G1)"));
    assertThat(whys(cycle())).noneMatch(why -> why.contains("(G1)"));
  }

  @Test
  void g3AYoungMasterThatHasNotItsAgentsBackHoldsBothDirections() {
    fillAgents();
    cycles(Duration.ofMinutes(1));
    cluster.elected = cluster.now;
    cluster.node(0).registered = false;
    CycleReport report = cycle();
    assertThat(report.plan().holds())
        .filteredOn(hold -> hold.why().contains("(G3)"))
        .extracting(Plan.Hold::direction)
        .containsExactlyInAnyOrder(Plan.Direction.UP, Plan.Direction.DOWN);
  }

  @Test
  void g4MachinesWithoutAgentsHoldRemovals() {
    cluster = FakeCluster.withAgents(4);
    autoscaler = start();
    cluster.node(3).registered = false;
    CycleReport report = cycles(Duration.ofMinutes(30));
    assertThat(cluster.sent).isEmpty();
    assertThat(whys(report)).anyMatch(why -> why.contains("only 3 of 4 machines"));
  }

  @Test
  void g6AFreshlySeenMarathonLeaderHoldsRemovalsOnly() {
    CycleReport report = cycle();
    assertThat(report.plan().holds())
        .filteredOn(hold -> hold.why().contains("(G6)"))
        .extracting(Plan.Hold::direction)
        .containsExactly(Plan.Direction.DOWN);
    assertThat(whys(cycles(Duration.ofMinutes(4)))).noneMatch(why -> why.contains("(G6)"));
  }

  @Test
  void g9TheNextRemovalInAPoolWaitsForTheLastOneToBeSeen() {
    cluster = FakeCluster.withAgents(4);
    autoscaler = start();
    CycleReport report = cycles(Duration.ofMinutes(20));
    assertThat(cluster.sent).filteredOn(s -> s.startsWith("Terminate")).hasSize(1);
    assertThat(report.plan().deferred()).anyMatch(d -> d.until().contains("(G9, G11)"));
    cluster.finishTerminations();
    cycles(Duration.ofMinutes(2));
    assertThat(cluster.sent).filteredOn(s -> s.startsWith("Terminate")).hasSize(2);
  }

  private List<String> explained(CycleReport report, String subject) {
    return Explanation.of(report, pools, subject).orElseThrow();
  }

  @Test
  void l15AnAppThatWaitsIsExplainedByThePlan() {
    oneTooMany();
    cluster.app("/huge", 16, 500, 1);
    cycle();
    CycleReport report = cycle();
    assertThat(explained(report, "/web")).anyMatch(l -> l.contains("needs a machine of agents"));
    assertThat(explained(report, "/huge"))
        .anyMatch(l -> l.contains("can never start") && l.contains("cpus short by 14"));
    assertThat(explained(report, "/base"))
        .containsExactly("nothing of it is pending: 2 of 2 instances live");
    assertThat(Explanation.of(report, pools, "/nowhere")).isEmpty();
  }

  @Test
  void l15AnAgentThatStaysIsExplainedByWhatLivesOnItOrByWhatItWaitsFor() {
    cluster.app("/base", 2, 1000, 1).tasks.add(cluster.node(0).agent());
    CycleReport report = cycles(Duration.ofMinutes(4));
    assertThat(explained(report, cluster.node(0).agent()))
        .anyMatch(l -> l.contains("it stays while tasks live on it: 1"));
    assertThat(explained(report, cluster.node(1).agent()))
        .anyMatch(l -> l.contains("not yet: deactivate") && l.contains("empty long enough at"));
    assertThat(Explanation.of(report, pools, "agent-x")).isEmpty();
  }

  @Test
  void l15APoolThatStandsStillIsExplainedByWhatHoldsIt() {
    cluster.deploying = true;
    CycleReport report = cycles(Duration.ofMinutes(4));
    assertThat(explained(report, "general"))
        .anyMatch(l -> l.contains("group agents: 2 in service, desired 2"))
        .anyMatch(l -> l.contains("removal of all pools is held: deployment d1"));
  }
}
