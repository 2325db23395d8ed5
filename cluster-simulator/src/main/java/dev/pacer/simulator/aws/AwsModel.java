package dev.pacer.simulator.aws;

import dev.pacer.simulator.aws.account.Access;
import dev.pacer.simulator.aws.account.AwsIds;
import dev.pacer.simulator.aws.account.Delays;
import dev.pacer.simulator.aws.account.Throttles;
import dev.pacer.simulator.aws.autoscaling.AutoScalingModel;
import dev.pacer.simulator.aws.autoscaling.World;
import dev.pacer.simulator.aws.ec2.InstanceTypes;
import dev.pacer.simulator.aws.ec2.Instances;
import dev.pacer.simulator.aws.ec2.LaunchTemplates;
import dev.pacer.simulator.aws.ec2.SpotMarket;
import dev.pacer.simulator.aws.ec2.Stock;
import dev.pacer.simulator.aws.ec2.VpcNetwork;
import dev.pacer.simulator.aws.ecr.RegistryTokens;
import dev.pacer.simulator.aws.ecr.Repositories;
import dev.pacer.simulator.aws.events.Notices;
import dev.pacer.simulator.aws.s3.Buckets;
import dev.pacer.simulator.aws.secrets.Secrets;
import dev.pacer.simulator.aws.sqs.Queues;
import dev.pacer.simulator.aws.sts.Roles;
import dev.pacer.simulator.kernel.FaultRules;
import dev.pacer.simulator.kernel.Simulation;
import java.util.HashMap;
import java.util.Map;

/**
 * The simulated AWS of one account and region. Deterministic, moved by events alone, and for one
 * thread at a time.
 */
public final class AwsModel {

  private final Simulation simulation;
  private final AwsSettings settings;
  private final Map<String, Delays> groupDelays;
  private final Access access;
  private final Throttles throttles;
  private final CallGate gate;
  private final InstanceTypes instanceTypes = InstanceTypes.read();
  private final VpcNetwork network;
  private final Stock stock;
  private final Instances instances;
  private final LaunchTemplates templates;
  private final AutoScalingModel autoScaling;
  private final RegistryTokens registryTokens;
  private final Repositories repositories;
  private final Roles roles;
  private final Secrets secrets;
  private final Buckets buckets;
  private final Queues queues;
  private final Notices notices;
  private final SpotMarket spot;

  public AwsModel(Simulation simulation, FaultRules faults, AwsSettings settings) {
    this.simulation = simulation;
    this.settings = settings;
    this.groupDelays = new HashMap<>(settings.groupDelays());
    this.access = new Access(simulation, settings.account());
    this.throttles = new Throttles(simulation, settings.throttles());
    this.gate = new CallGate(simulation, faults, access, throttles, settings.readLag());
    this.network = new VpcNetwork(settings.account().region(), settings.network());
    this.stock = new Stock(faults, network);
    this.instances =
        new Instances(simulation, new AwsIds(simulation, "aws:ec2:ids"), network, stock);
    this.templates = new LaunchTemplates(simulation, new AwsIds(simulation, "aws:templates:ids"));
    this.queues = new Queues(simulation, settings.account(), new AwsIds(simulation, "aws:sqs:ids"));
    this.notices =
        new Notices(
            simulation, settings.account(), new AwsIds(simulation, "aws:events:ids"), queues);
    this.spot = new SpotMarket(simulation, instances, notices, this::delaysOf);
    this.autoScaling =
        new AutoScalingModel(
            new World(
                simulation,
                settings.account(),
                new AwsIds(simulation, "aws:autoscaling:ids"),
                this::delaysOf,
                new World.Machines(instanceTypes, templates, network, instances),
                new World.Messages(queues, notices)));
    spot.onRisk(autoScaling::recommendLeaving);
    this.registryTokens =
        new RegistryTokens(
            simulation, settings.account(), new AwsIds(simulation, "aws:ecr:tokens"));
    this.repositories = new Repositories(simulation, settings.account());
    this.roles = new Roles(simulation, access, new AwsIds(simulation, "aws:sts:ids"));
    this.secrets =
        new Secrets(simulation, settings.account(), new AwsIds(simulation, "aws:secrets:ids"));
    this.buckets = new Buckets(simulation);
  }

  public Simulation simulation() {
    return simulation;
  }

  public AwsSettings settings() {
    return settings;
  }

  /** The delays of a group, its own or the usual ones. */
  public Delays delaysOf(String group) {
    return groupDelays.getOrDefault(group, settings.delays());
  }

  /** Gives a group delays of its own from now on. */
  public void setDelays(String group, Delays delays) {
    groupDelays.put(group, delays);
  }

  /** Who may call what. */
  public Access access() {
    return access;
  }

  public Throttles throttles() {
    return throttles;
  }

  public CallGate gate() {
    return gate;
  }

  public InstanceTypes instanceTypes() {
    return instanceTypes;
  }

  public VpcNetwork network() {
    return network;
  }

  /** What EC2 has left to give. */
  public Stock stock() {
    return stock;
  }

  /** All machines; {@link Instances#watch} tells of those that boot and die. */
  public Instances instances() {
    return instances;
  }

  public LaunchTemplates templates() {
    return templates;
  }

  public AutoScalingModel autoScaling() {
    return autoScaling;
  }

  public RegistryTokens registryTokens() {
    return registryTokens;
  }

  public Repositories repositories() {
    return repositories;
  }

  public Roles roles() {
    return roles;
  }

  public Secrets secrets() {
    return secrets;
  }

  public Queues queues() {
    return queues;
  }

  /** What AWS tells through EventBridge, and to which queues. */
  public Notices notices() {
    return notices;
  }

  /** Takes spot machines back. */
  public SpotMarket spot() {
    return spot;
  }

  public Buckets buckets() {
    return buckets;
  }
}
