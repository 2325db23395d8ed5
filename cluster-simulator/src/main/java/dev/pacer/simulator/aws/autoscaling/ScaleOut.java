package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.ec2.Instances;
import dev.pacer.simulator.aws.ec2.Stock;
import dev.pacer.simulator.aws.ec2.Subnet;
import dev.pacer.simulator.aws.ec2.TemplateVersion;
import dev.pacer.simulator.aws.ec2.VpcNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Launches what a group lacks: zone by zone, falling back to another when one is sold out. */
final class ScaleOut {

  private static final String FAILED = " Launching EC2 instance failed.";
  private static final String WHAT = "Launching a new EC2 instance";

  private final World world;
  private final Activities activities;
  private final Arrivals arrivals;
  private final LaunchChoices choices;

  ScaleOut(World world, Activities activities, Arrivals arrivals, LaunchChoices choices) {
    this.world = world;
    this.activities = activities;
    this.arrivals = arrivals;
    this.choices = choices;
  }

  /** One round of launches. */
  private record Round(String cause, String reservation, Set<String> barredZones) {}

  /**
   * Launches until the group has what it desires or no zone gives any more; true when it has. An
   * activity tells of each machine, and of each zone and type that had none.
   */
  boolean fill(Group group, String cause) {
    Round round =
        new Round(cause, world.machines().instances().newReservationId(), new HashSet<>());
    int index = 0;
    while (group.countedUnits() < group.now().capacity().desired()) {
      Optional<String> zone = nextZone(group, round.barredZones());
      if (zone.isEmpty()) {
        return false;
      }
      if (launchIn(group, zone.get(), round, index)) {
        index++;
      } else {
        round.barredZones().add(zone.get());
        if (!group.now().placement().distribution().equals(Placement.BEST_EFFORT)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The zone with the fewest members among those that have not refused in this round. */
  private static Optional<String> nextZone(Group group, Set<String> barred) {
    Map<String, Integer> counts = new HashMap<>();
    for (Member member : group.members()) {
      if (member.state().counts()) {
        counts.merge(member.now().zone(), 1, Integer::sum);
      }
    }
    return group.now().placement().zones().stream()
        .filter(zone -> !barred.contains(zone))
        .min(Comparator.comparingInt(zone -> counts.getOrDefault(zone, 0)));
  }

  private boolean launchIn(Group group, String zone, Round round, int index) {
    Subnet subnet = subnet(group, zone);
    List<Choice> types;
    try {
      types = choices.of(group);
    } catch (AwsError broken) {
      fail(group, round, subnet, broken.message());
      return false;
    }
    for (Choice choice : types) {
      Optional<Stock.Shortage> shortage = launch(group, subnet, choice, round, index).shortage();
      if (shortage.isEmpty()) {
        return true;
      }
      fail(group, round, subnet, shortage.get().message());
    }
    return false;
  }

  /** Machines of one order, and why there are no more. */
  record Ordered(List<Member> members, List<Refused> refused) {}

  /** A type that could not be had. */
  record Refused(Choice choice, Subnet subnet, Stock.Shortage shortage) {}

  /**
   * Launches in one zone until so many units have been ordered, or no type of the group can be had
   * there.
   *
   * @throws AwsError when the group's template is broken
   */
  Ordered order(Group group, Subnet subnet, int units, String cause) {
    Round round =
        new Round(cause, world.machines().instances().newReservationId(), new HashSet<>());
    List<Member> members = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    int ordered = 0;
    while (ordered < units) {
      Optional<Member> next = Optional.empty();
      for (Choice choice : choices.of(group)) {
        boolean gaveUp = refused.stream().anyMatch(no -> no.choice().equals(choice));
        if (next.isEmpty() && !gaveUp) {
          Instances.Outcome outcome = launch(group, subnet, choice, round, members.size());
          outcome
              .shortage()
              .ifPresent(
                  shortage -> {
                    refused.add(new Refused(choice, subnet, shortage));
                    fail(group, round, subnet, shortage.message());
                  });
          next = outcome.instance().flatMap(instance -> group.findMember(instance.id()));
        }
      }
      if (next.isEmpty()) {
        break;
      }
      members.add(next.get());
      ordered += next.get().now().units();
    }
    return new Ordered(members, refused);
  }

  private void fail(Group group, Round round, Subnet subnet, String message) {
    activities.failed(
        group, WHAT, round.cause(), subnet.zone(), Optional.of(subnet.id()), message + FAILED);
  }

  Subnet subnet(Group group, String zone) {
    VpcNetwork network = world.machines().network();
    List<Subnet> candidates =
        group.now().placement().subnetIds().stream()
            .flatMap(id -> network.findSubnet(id).stream())
            .filter(subnet -> subnet.zone().equals(zone))
            .toList();
    if (candidates.isEmpty()) {
      return network
          .defaultSubnet(zone)
          .orElseThrow(() -> new IllegalStateException("no subnet in zone " + zone));
    }
    RandomGenerator chance = world.simulation().chance("aws:autoscaling");
    return candidates.size() == 1
        ? candidates.get(0)
        : candidates.get(chance.nextInt(candidates.size()));
  }

  private Instances.Outcome launch(
      Group group, Subnet subnet, Choice choice, Round round, int index) {
    TemplateVersion template = choices.resolve(choice.template());
    Instances.Outcome outcome =
        world
            .machines()
            .instances()
            .launch(
                new Instances.Launch(
                    choice.type(),
                    subnet,
                    template,
                    choice.spot(),
                    round.reservation(),
                    index,
                    MemberTags.ofNewMember(group, template)),
                world.delays().apply(group.name()));
    outcome
        .instance()
        .ifPresent(
            instance -> {
              Member member =
                  new Member(
                      instance,
                      new Member.View(
                          instance.id(),
                          new Member.LaunchedAs(
                              choice.type().name(),
                              subnet.zone(),
                              new TemplateRef(
                                  template.templateId(),
                                  template.templateName(),
                                  Optional.of(String.valueOf(template.number()))),
                              choice.weight()),
                          LifecycleState.PENDING,
                          true,
                          false),
                      world.now());
              group.add(member);
              world.record("%s of %s is Pending".formatted(member.id(), group.name()));
              Activity activity =
                  activities.begin(
                      group,
                      WHAT + ": " + member.id(),
                      round.cause(),
                      subnet.zone(),
                      Optional.of(subnet.id()),
                      Activity.Code.PRE_IN_SERVICE,
                      30);
              arrivals.expect(
                  group, member, activity, world.drawn(group, delays -> delays.pending()));
            });
    return outcome;
  }
}
