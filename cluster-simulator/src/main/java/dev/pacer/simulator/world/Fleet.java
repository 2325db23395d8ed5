package dev.pacer.simulator.world;

import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.account.Tree;
import dev.pacer.simulator.aws.autoscaling.GroupRequest;
import dev.pacer.simulator.aws.autoscaling.GroupTag;
import dev.pacer.simulator.aws.autoscaling.HookChanges;
import dev.pacer.simulator.aws.autoscaling.LaunchSource;
import dev.pacer.simulator.aws.autoscaling.LifecycleHook;
import dev.pacer.simulator.aws.autoscaling.ScalingProcess;
import dev.pacer.simulator.aws.autoscaling.TemplateRef;
import dev.pacer.simulator.aws.ec2.InstanceTypeSpec;
import dev.pacer.simulator.aws.ec2.LaunchTemplates;
import dev.pacer.simulator.aws.sqs.Queue;
import dev.pacer.simulator.kernel.Simulation;
import dev.pacer.simulator.machine.Machine;
import dev.pacer.simulator.machine.MachineWatcher;
import dev.pacer.simulator.mesos.MesosModel;
import dev.pacer.simulator.mesos.SimulatedAgent;
import dev.pacer.simulator.offer.AgentSpec;
import dev.pacer.simulator.offer.Attribute;
import dev.pacer.simulator.offer.Resource;
import dev.pacer.simulator.scenario.AgentTemplate;
import dev.pacer.simulator.scenario.GroupSpec;
import dev.pacer.simulator.scenario.HookSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The machines of a world's groups and the Mesos agents on them: one starts and dies with the
 * other.
 */
public final class Fleet {

  private static final int AGENT_PORT = 5051;
  private static final long ROOT_VOLUME_MIB = 100 * 1024L;

  /** How long the process of a dead machine is kept in mind; nothing can ask for it after that. */
  private static final Duration FORGET_AFTER = Duration.ofHours(1);

  private final Simulation simulation;
  private final AwsModel aws;
  private final MesosModel mesos;
  private final Map<String, GroupSpec> groups = new HashMap<>();
  private final Map<String, SimulatedAgent> agents = new LinkedHashMap<>();

  Fleet(Simulation simulation, AwsModel aws, MesosModel mesos) {
    this.simulation = simulation;
    this.aws = aws;
    this.mesos = mesos;
    aws.instances().watch(new Watcher());
  }

  /** Creates a group with its launch template; its machines start at once. */
  void create(GroupSpec group) {
    groups.put(group.name(), group);
    LaunchTemplates.LaunchTemplate template =
        aws.templates()
            .create(
                group.name(),
                new Tree.Fields(
                    Map.of(
                        "InstanceType",
                        new Tree.Text(group.types().get(0)),
                        "ImageId",
                        new Tree.Text("ami-00000000000000000"))));
    TemplateRef reference = new TemplateRef(template.id(), template.name(), Optional.of("$Latest"));
    GroupSpec.Sizes sizes = group.sizes();
    aws.autoScaling()
        .groups()
        .create(
            group.name(),
            new GroupRequest(
                new GroupRequest.Size(
                    OptionalInt.of(sizes.min()),
                    OptionalInt.of(sizes.max()),
                    OptionalInt.of(sizes.desired())),
                Optional.of(source(group, reference)),
                new GroupRequest.Place(group.zones(), List.of(), Optional.empty()),
                new GroupRequest.Rules(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.of(group.newInstancesProtected()),
                    Optional.of(group.policy().capacityRebalance())),
                group.tags().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(tag -> new GroupTag(tag.getKey(), tag.getValue(), true))
                    .toList(),
                Tree.Fields.none()));
  }

  private static LaunchSource source(GroupSpec group, TemplateRef template) {
    if (group.types().size() == 1 && !group.policy().mixed()) {
      return new LaunchSource.Template(template);
    }
    return new LaunchSource.Mixed(
        template,
        group.types().stream()
            .map(
                type ->
                    new LaunchSource.TypeOverride(
                        Optional.of(type),
                        weight(group, type),
                        Optional.empty(),
                        Tree.Fields.none()))
            .toList(),
        new LaunchSource.Distribution(
            "prioritized",
            group.policy().onDemandBase(),
            group.policy().onDemandPercent(),
            "lowest-price",
            OptionalInt.empty(),
            Optional.empty()));
  }

  private static OptionalInt weight(GroupSpec group, String type) {
    Integer weight = group.policy().weights().get(type);
    return weight == null ? OptionalInt.empty() : OptionalInt.of(weight);
  }

  /** Puts the hooks of a group that is up and suspends what it does not do. */
  void settle(GroupSpec group) {
    if (!group.policy().suspended().isEmpty()) {
      aws.autoScaling()
          .groups()
          .suspend(
              group.name(), group.policy().suspended().stream().map(ScalingProcess::text).toList());
    }
    for (HookSpec hook : group.policy().hooks()) {
      aws.autoScaling()
          .hooks()
          .put(
              group.name(),
              new HookChanges.Request(
                  hook.name(),
                  Optional.of(
                      hook.terminating()
                          ? LifecycleHook.Transition.TERMINATING
                          : LifecycleHook.Transition.LAUNCHING),
                  Optional.of(hook.heartbeat()),
                  Optional.of(
                      hook.continues()
                          ? LifecycleHook.Result.CONTINUE
                          : LifecycleHook.Result.ABANDON),
                  new LifecycleHook.Notice(
                      hook.queue().flatMap(aws.queues()::find).map(Queue::arn),
                      Optional.empty(),
                      Optional.empty())));
    }
  }

  /** The agent on a machine; empty when none ever started there, or it is long gone. */
  public Optional<SimulatedAgent> agentOn(String instanceId) {
    return Optional.ofNullable(agents.get(instanceId));
  }

  /** The running agents of a group, by instance id, oldest first. */
  public List<String> machinesOf(String group) {
    List<String> ids = new ArrayList<>();
    agents.forEach(
        (instanceId, agent) -> {
          boolean ofGroup =
              aws.instances()
                  .find(instanceId)
                  .flatMap(instance -> instance.now().group())
                  .filter(group::equals)
                  .isPresent();
          if (ofGroup && agent.running()) {
            ids.add(instanceId);
          }
        });
    return ids;
  }

  private final class Watcher implements MachineWatcher {
    @Override
    public void booted(Machine machine) {
      GroupSpec group = groups.get(machine.group());
      if (group != null && group.registers()) {
        agents.put(machine.instanceId(), mesos.startAgent(spec(machine, group.agent())));
      }
    }

    @Override
    public void lost(Machine machine) {
      SimulatedAgent agent = agents.get(machine.instanceId());
      if (agent == null) {
        return;
      }
      agent.loseMachine();
      simulation.after(
          FORGET_AFTER,
          () -> {
            agents.remove(machine.instanceId());
            mesos.forgetAgent(agent);
          });
    }
  }

  private AgentSpec spec(Machine machine, AgentTemplate template) {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(Attribute.text("zone", machine.zone()));
    attributes.add(Attribute.text("instance_id", machine.instanceId()));
    attributes.add(Attribute.text("instance_type", machine.instanceType()));
    attributes.addAll(template.attributes());
    return new AgentSpec(
        machine.privateDnsName(),
        machine.privateIp(),
        AGENT_PORT,
        resources(machine, template),
        attributes,
        template.faultDomain() ? machine.region() : null,
        template.faultDomain() ? machine.zone() : null,
        template.httpCommandExecutor());
  }

  /**
   * What a Mesos agent finds on the machine by itself, where the template does not say otherwise.
   */
  private List<Resource> resources(Machine machine, AgentTemplate template) {
    Set<String> said = new HashSet<>();
    template.resources().stream()
        .filter(resource -> resource.role().equals("*"))
        .forEach(resource -> said.add(resource.name()));
    InstanceTypeSpec type = aws.instanceTypes().require(machine.instanceType());
    long gpus = type.gpus().stream().mapToLong(InstanceTypeSpec.Gpu::count).sum();
    List<Resource> found = new ArrayList<>();
    found.add(Resource.scalar("cpus", Integer.toString(type.vcpus())));
    found.add(Resource.scalar("mem", Long.toString(less(type.memoryMib(), 1024))));
    found.add(Resource.scalar("disk", Long.toString(less(ROOT_VOLUME_MIB, 5 * 1024L))));
    if (gpus > 0) {
      found.add(Resource.scalar("gpus", Long.toString(gpus)));
    }
    found.add(Resource.ports(31000, 32000));
    found.removeIf(resource -> said.contains(resource.name()));
    found.addAll(template.resources());
    return found;
  }

  /** Mesos leaves so much to the system; half where there is less than twice that. */
  private static long less(long total, long reserve) {
    return total < 2 * reserve ? total / 2 : total - reserve;
  }
}
