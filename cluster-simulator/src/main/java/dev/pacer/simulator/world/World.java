package dev.pacer.simulator.world;

import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.AwsSettings;
import dev.pacer.simulator.aws.account.AccountId;
import dev.pacer.simulator.aws.account.Delays;
import dev.pacer.simulator.aws.account.ReadLag;
import dev.pacer.simulator.aws.ec2.NetworkSettings;
import dev.pacer.simulator.kernel.FaultRules;
import dev.pacer.simulator.kernel.Simulation;
import dev.pacer.simulator.marathon.MarathonModel;
import dev.pacer.simulator.marathon.MarathonSettings;
import dev.pacer.simulator.mesos.MesosModel;
import dev.pacer.simulator.mesos.MesosSettings;
import dev.pacer.simulator.offer.AgentSpec;
import dev.pacer.simulator.scenario.AwsShape;
import dev.pacer.simulator.scenario.GroupSpec;
import dev.pacer.simulator.scenario.MesosShape;
import dev.pacer.simulator.scenario.QueueSpec;
import dev.pacer.simulator.scenario.RuleWorkload;
import dev.pacer.simulator.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole simulated cluster: Mesos, Marathon, AWS and registries on one clock, as a scenario
 * describes it. Not safe for threads.
 *
 * <p>At its start everything has already come up: groups have their desired capacity in service,
 * agents are registered, and the activities that launched them are on record.
 */
public final class World {

  private static final int PINGS = 5;
  private static final Duration SETTLING = Duration.ofMinutes(2);

  private final Simulation simulation;
  private final FaultRules faults;
  private final AwsModel aws;
  private final MesosModel mesos;
  private final MarathonModel marathon;
  private final Fleet fleet;
  private final Registries registries;

  private World(Scenario scenario, Instant began, long seed, double speed, Addresses addresses) {
    simulation = new Simulation(began, seed, speed);
    faults = new FaultRules(simulation);
    aws = new AwsModel(simulation, faults, awsSettings(scenario));
    RuleWorkload workload = new RuleWorkload(scenario.tasks());
    mesos =
        new MesosModel(simulation, faults, mesosSettings(scenario.mesos(), addresses), workload);
    marathon =
        new MarathonModel(
            simulation, faults, marathonSettings(scenario, addresses), mesos, workload);
    fleet = new Fleet(simulation, aws, mesos);
    aws.autoScaling().evensOutZones(scenario.aws().azRebalance());
    aws.registryTokens().lifetime(scenario.aws().registryTokenLifetime());
    registries = new Registries(simulation, faults, aws, scenario.registries());
  }

  /**
   * A cluster that is up at {@code start}.
   *
   * @param speed every simulated delay is divided by it
   */
  public static World start(
      Scenario scenario, Instant start, long seed, double speed, Addresses addresses) {
    Duration settling = settling(scenario);
    Duration onTheClock =
        speed == 1 ? settling : Duration.ofNanos((long) (settling.toNanos() / speed));
    World world = new World(scenario, start.minus(onTheClock), seed, speed, addresses);
    scenario.agents().forEach(world.mesos::startAgent);
    for (QueueSpec queue : scenario.aws().queues()) {
      world.aws.queues().create(queue.name(), Map.of());
      queue.receives().forEach(kind -> world.aws.notices().route(kind, queue.name()));
    }
    scenario.groups().forEach(world.fleet::create);
    world.simulation.runUntil(start);
    scenario.groups().forEach(world.fleet::settle);
    for (MesosShape.Quota quota : scenario.mesos().quotas()) {
      world.mesos.operatorDesk().setQuota(quota.role(), quota.guarantees(), quota.limits());
    }
    new Course(world, scenario).begin();
    return world;
  }

  /** A cluster on a virtual clock that starts at {@code start}. */
  public static World inProcess(Scenario scenario, Instant start, long seed) {
    return start(
        scenario,
        start,
        seed,
        1,
        Addresses.usual(scenario.mesos().masters(), scenario.marathon().servers()));
  }

  public Simulation simulation() {
    return simulation;
  }

  public FaultRules faults() {
    return faults;
  }

  public AwsModel aws() {
    return aws;
  }

  public MesosModel mesos() {
    return mesos;
  }

  public MarathonModel marathon() {
    return marathon;
  }

  /** The image registries. */
  public Registries registries() {
    return registries;
  }

  public Fleet fleet() {
    return fleet;
  }

  /** Long enough for every group to have its desired capacity in service and registered. */
  private static Duration settling(Scenario scenario) {
    Duration longest = scenario.aws().pending();
    for (GroupSpec group : scenario.groups()) {
      longest = group.boot().compareTo(longest) > 0 ? group.boot() : longest;
    }
    return scenario.aws().requestDelay().plus(longest).multipliedBy(6).dividedBy(5).plus(SETTLING);
  }

  private static AwsSettings awsSettings(Scenario scenario) {
    AwsShape shape = scenario.aws();
    int zones = 1;
    Map<String, Delays> byGroup = new HashMap<>();
    for (GroupSpec group : scenario.groups()) {
      byGroup.put(group.name(), delays(shape, group.boot()));
      for (String zone : group.zones()) {
        zones = Math.max(zones, zone.charAt(zone.length() - 1) - 'a' + 1);
      }
    }
    return new AwsSettings(
        new AccountId(shape.account(), shape.region()),
        NetworkSettings.ofZones(shape.region(), Math.max(3, zones)),
        delays(shape, Delays.TYPICAL.boot()),
        byGroup,
        shape.staleReads() ? ReadLag.TYPICAL : ReadLag.NONE,
        Map.of());
  }

  private static Delays delays(AwsShape shape, Duration boot) {
    Delays typical = Delays.TYPICAL;
    return new Delays(
        shape.requestDelay(),
        shape.pending(),
        shape.terminating(),
        typical.shortStep(),
        boot,
        typical.healthDetection(),
        typical.jitter());
  }

  private static MesosSettings mesosSettings(MesosShape shape, Addresses addresses) {
    MesosSettings standard = MesosSettings.standard(addresses.masters());
    MesosSettings.Agents agents = standard.agents();
    return standard.withAgents(
        new MesosSettings.Agents(
            shape.pingTimeout().dividedBy(PINGS),
            PINGS,
            shape.reregisterTimeout(),
            agents.registersAfter(),
            agents.returnsWithin(),
            agents.drainsAfter()));
  }

  private static MarathonSettings marathonSettings(Scenario scenario, Addresses addresses) {
    MarathonSettings standard = MarathonSettings.standard();
    Set<String> features = new HashSet<>(scenario.marathon().features());
    return standard
        .withServers(addresses.marathons())
        .withFramework(
            new MarathonSettings.Framework(
                scenario.marathon().role(),
                "marathon",
                features,
                addresses.masters().get(0).ip() + ":" + addresses.masters().get(0).port()))
        .withRules(standard.rules().inRegion(region(scenario)));
  }

  /** The master's own region: it has one where agents announce theirs. */
  private static @Nullable String region(Scenario scenario) {
    boolean announced =
        scenario.groups().stream().anyMatch(group -> group.agent().faultDomain())
            || scenario.agents().stream().map(AgentSpec::region).anyMatch(region -> region != null);
    return announced ? scenario.aws().region() : null;
  }
}
