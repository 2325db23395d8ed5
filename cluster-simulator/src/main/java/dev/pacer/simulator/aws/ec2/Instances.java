package dev.pacer.simulator.aws.ec2;

import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.AwsIds;
import dev.pacer.simulator.aws.account.Delays;
import dev.pacer.simulator.kernel.Simulation;
import dev.pacer.simulator.machine.Machine;
import dev.pacer.simulator.machine.MachineWatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** All machines of the account: launched, running, and for an hour after their end. */
public final class Instances {

  private static final Duration LISTED_AFTER_END = Duration.ofHours(1);

  /** Addresses set aside for tests of networks (RFC 2544), so that they are nobody's. */
  private static final long PUBLIC_BASE = (198L << 24) + (18L << 16);

  private static final long PUBLIC_COUNT = 1 << 17;

  /** A machine to launch. */
  public record Launch(
      InstanceTypeSpec type,
      Subnet subnet,
      TemplateVersion template,
      boolean spot,
      String reservationId,
      int launchIndex,
      Map<String, String> tags) {}

  /** A machine, or why there is none. */
  public record Outcome(Optional<Instance> instance, Optional<Stock.Shortage> shortage) {}

  private final Simulation simulation;
  private final AwsIds ids;
  private final VpcNetwork network;
  private final Stock stock;
  private final RandomGenerator chance;
  private final Map<String, Instance> all = new LinkedHashMap<>();
  private final Map<String, Instance> byPrivateIp = new LinkedHashMap<>();
  private final List<MachineWatcher> watchers = new ArrayList<>();
  private final List<Consumer<Instance>> endings = new ArrayList<>();
  private int vcpusAlive;
  private long publicAddresses;

  public Instances(Simulation simulation, AwsIds ids, VpcNetwork network, Stock stock) {
    this.simulation = simulation;
    this.ids = ids;
    this.network = network;
    this.stock = stock;
    this.chance = simulation.chance("aws:ec2");
  }

  /** Tells the rest of the world of machines that boot and die from now on. */
  public void watch(MachineWatcher watcher) {
    watchers.add(watcher);
  }

  /** Calls back when a machine starts to shut down, whoever ended it. */
  public void onEnding(Consumer<Instance> watcher) {
    endings.add(watcher);
  }

  /** An id for a request that launches machines. */
  public String newReservationId() {
    return ids.resource("r");
  }

  /** Launches a machine, if there is one to be had. */
  public Outcome launch(Launch launch, Delays delays) {
    String group = launch.tags().getOrDefault(Instance.GROUP_TAG, "");
    Optional<Stock.Shortage> shortage =
        stock.shortage(
            new Stock.Wish(launch.type(), launch.subnet().zone(), group, launch.spot()),
            vcpusAlive);
    if (shortage.isPresent()) {
      return new Outcome(Optional.empty(), shortage);
    }
    Optional<String> address = launch.subnet().take();
    if (address.isEmpty()) {
      return new Outcome(
          Optional.empty(),
          Optional.of(
              new Stock.Shortage(
                  "InsufficientFreeAddressesInSubnet",
                  "There are not enough free addresses in subnet '%s' to satisfy the requested"
                          .formatted(launch.subnet().id())
                      + " number of instances.")));
    }
    Instance instance = begin(launch, address.get());
    simulation.after(delays.drawn(delays.boot().dividedBy(2), chance), () -> run(instance));
    simulation.after(delays.drawn(delays.boot(), chance), () -> boot(instance));
    return new Outcome(Optional.of(instance), Optional.empty());
  }

  private Instance begin(Launch launch, String privateIp) {
    Instant now = simulation.instant();
    String publicIp = Subnet.text(PUBLIC_BASE + publicAddresses++ % PUBLIC_COUNT);
    Instance instance =
        new Instance(
            new Instance.View(
                ids.resource("i"),
                new Instance.Origin(
                    launch.type(),
                    launch.subnet(),
                    launch.template(),
                    launch.spot(),
                    launch.reservationId(),
                    launch.launchIndex(),
                    now),
                InstanceState.PENDING,
                Optional.of(
                    new Instance.Addresses(
                        privateIp,
                        network.privateDnsName(privateIp),
                        publicIp,
                        network.publicDnsName(publicIp))),
                launch.tags(),
                ""),
            now);
    all.put(instance.id(), instance);
    byPrivateIp.put(privateIp, instance);
    vcpusAlive += launch.type().vcpus();
    simulation.record(
        "aws",
        "launched %s %s in %s at %s%s"
            .formatted(
                instance.id(),
                launch.type().name(),
                launch.subnet().zone(),
                privateIp,
                instance.now().group().map(group -> " for group " + group).orElse("")));
    return instance;
  }

  private void run(Instance instance) {
    if (instance.now().state() == InstanceState.PENDING) {
      become(instance, InstanceState.RUNNING, instance.now().addresses(), "");
    }
  }

  private void boot(Instance instance) {
    if (instance.now().state().alive()) {
      run(instance);
      simulation.record("aws", "booted " + instance.id());
      Machine machine = machine(instance.now());
      watchers.forEach(watcher -> watcher.booted(machine));
    }
  }

  /**
   * Ends a machine; ending it twice is harmless. It takes most of {@code delays.terminating()} to
   * shut down, but what runs on it is dead at once.
   */
  public void terminate(Instance instance, Delays delays, String reason) {
    if (!instance.now().state().alive()) {
      return;
    }
    Machine machine = machine(instance.now());
    become(instance, InstanceState.SHUTTING_DOWN, instance.now().addresses(), reason);
    vcpusAlive -= instance.now().origin().type().vcpus();
    simulation.after(
        delays.drawn(delays.terminating().multipliedBy(2).dividedBy(3), chance),
        () -> end(instance, reason));
    watchers.forEach(watcher -> watcher.lost(machine));
    endings.forEach(watcher -> watcher.accept(instance));
  }

  private void end(Instance instance, String reason) {
    instance
        .now()
        .addresses()
        .ifPresent(
            addresses -> {
              byPrivateIp.remove(addresses.privateIp());
              instance.now().origin().subnet().free(addresses.privateIp());
            });
    become(instance, InstanceState.TERMINATED, Optional.empty(), reason);
    simulation.after(LISTED_AFTER_END, () -> all.remove(instance.id()));
  }

  private void become(
      Instance instance,
      InstanceState state,
      Optional<Instance.Addresses> addresses,
      String reason) {
    instance.set(simulation.instant(), instance.now().withState(state, addresses, reason));
    simulation.record("aws", instance.id() + " is " + state.text());
  }

  /** Replaces the tags of a machine. */
  public void setTags(Instance instance, Map<String, String> tags) {
    if (!instance.now().tags().equals(tags)) {
      instance.set(simulation.instant(), instance.now().withTags(tags));
      simulation.record("aws", "tagged %s %s".formatted(instance.id(), tags.keySet()));
    }
  }

  /** Every machine that is still listed, oldest first. */
  public Collection<Instance> all() {
    return Collections.unmodifiableCollection(all.values());
  }

  public Optional<Instance> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /** The machine that has this private address now. */
  public Optional<Instance> findByPrivateIp(String address) {
    return Optional.ofNullable(byPrivateIp.get(address));
  }

  /**
   * The machine of that id.
   *
   * @throws AwsError when the id is malformed or unknown
   */
  public Instance require(String id) {
    if (!id.matches("i-[0-9a-f]{8,17}")) {
      throw new AwsError(
          400,
          "InvalidInstanceID.Malformed",
          "Invalid id: \"%s\" (expecting \"i-...\")".formatted(id));
    }
    return find(id).orElseThrow(() -> notFound(id));
  }

  /** EC2's answer to an id that it does not know, or does not know yet. */
  public static AwsError notFound(String id) {
    return new AwsError(
        400, "InvalidInstanceID.NotFound", "The instance ID '%s' does not exist".formatted(id));
  }

  private Machine machine(Instance.View view) {
    Map<String, String> tags = new LinkedHashMap<>(view.tags());
    tags.keySet().removeIf(key -> key.startsWith("aws:"));
    Instance.Addresses addresses =
        view.addresses()
            .orElseThrow(() -> new IllegalStateException(view.id() + " has no address"));
    return new Machine(
        view.id(),
        view.origin().type().name(),
        view.group().orElse(""),
        network.region(),
        view.origin().subnet().zone(),
        addresses.privateIp(),
        addresses.privateDnsName(),
        view.origin().launchedAt(),
        tags);
  }
}
