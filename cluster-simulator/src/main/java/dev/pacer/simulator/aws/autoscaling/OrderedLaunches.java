package dev.pacer.simulator.aws.autoscaling;

import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.ec2.Subnet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * LaunchInstances: machines in one zone, with their ids in the answer.
 *
 * <p>Desired capacity rises by what was launched. What AWS does to it for what could not be
 * launched is not known: {@link #raiseDesiredForAll} makes it rise by all that was ordered.
 */
public final class OrderedLaunches {

  private static final int MOST_UNITS = 100;

  /** An order; a zone or a subnet, or neither where the group has only one zone. */
  public record Order(
      String group,
      int units,
      Optional<String> zone,
      Optional<String> subnetId,
      String clientToken,
      boolean retried) {}

  /** Machines of one type that were launched. */
  public record Batch(String type, boolean spot, String zone, String subnetId, List<String> ids) {}

  /** A type that could not be had. */
  public record Refused(
      String type, boolean spot, String zone, String subnetId, String code, String message) {}

  /** The answer. */
  public record Outcome(
      String group, String clientToken, List<Batch> batches, List<Refused> refused) {}

  private record Remembered(Order order, Outcome outcome) {}

  private final MemberRequests requests;
  private final LaunchChoices choices;
  private final Map<String, Remembered> byToken = new HashMap<>();
  private boolean raiseForAll;

  OrderedLaunches(MemberRequests requests, LaunchChoices choices) {
    this.requests = requests;
    this.choices = choices;
  }

  /** Whether desired capacity rises by what could not be launched, too. */
  public void raiseDesiredForAll(boolean whole) {
    raiseForAll = whole;
  }

  /**
   * Launches, or gives the answer of an earlier order of the same token.
   *
   * @throws AwsError when the order does not suit the group, or its token was used for another one
   */
  public Outcome launch(Order order) {
    Remembered before = byToken.get(order.clientToken());
    if (before != null) {
      if (!before.order().equals(order)) {
        throw new AwsError(
            400,
            "IdempotentParameterMismatch",
            "The request parameters do not match those of the original request with this client"
                + " token.");
      }
      return before.outcome();
    }
    Outcome outcome = launchAnew(order);
    byToken.put(order.clientToken(), new Remembered(order, outcome));
    return outcome;
  }

  private Outcome launchAnew(Order order) {
    Group group = requests.groups().require(order.group());
    if (group.now().deleting()) {
      throw new AwsError(
          400,
          "ScalingActivityInProgress",
          "AutoScalingGroup %s is being deleted.".formatted(group.name()));
    }
    if (order.units() < 1 || order.units() > MOST_UNITS) {
      throw AwsError.validation(
          "RequestedCapacity must be between 1 and %d, was %d."
              .formatted(MOST_UNITS, order.units()));
    }
    Capacity before = group.now().capacity();
    if (before.desired() + order.units() > before.max()) {
      throw AwsError.validation(
          ("The requested capacity %d would bring the desired capacity %d above max value %d for"
                  + " the AutoScalingGroup.")
              .formatted(order.units(), before.desired(), before.max()));
    }
    Subnet subnet = place(group, order);
    choices.of(group);
    String cause =
        Causes.ordered(requests.world().now(), before.desired(), before.desired() + order.units());
    ScaleOut.Ordered ordered =
        requests.evaluation().scaleOut().order(group, subnet, order.units(), cause);
    int launched = MemberRequests.units(ordered.members());
    int raise = order.retried() || raiseForAll ? Math.max(order.units(), launched) : launched;
    requests.desire(group, Math.min(before.max(), before.desired() + raise));
    requests.wakeIfUneven(group);
    return outcome(order, subnet, ordered);
  }

  private Subnet place(Group group, Order order) {
    if (order.subnetId().isPresent()) {
      String id = order.subnetId().get();
      return requests
          .world()
          .machines()
          .network()
          .findSubnet(id)
          .filter(subnet -> group.now().placement().zones().contains(subnet.zone()))
          .orElseThrow(
              () ->
                  AwsError.validation(
                      "The subnet %s is not one of Auto Scaling group %s."
                          .formatted(id, group.name())));
    }
    List<String> zones = group.now().placement().zones();
    if (order.zone().isEmpty() && zones.size() > 1) {
      throw AwsError.validation(
          "You must specify an Availability Zone or a subnet of the Auto Scaling group.");
    }
    String zone = order.zone().orElse(zones.get(0));
    if (!zones.contains(zone)) {
      throw AwsError.validation(
          "The Availability Zone %s is not one of Auto Scaling group %s."
              .formatted(zone, group.name()));
    }
    return requests.evaluation().scaleOut().subnet(group, zone);
  }

  private static Outcome outcome(Order order, Subnet subnet, ScaleOut.Ordered ordered) {
    Map<Boolean, Map<String, List<String>>> ids = new TreeMap<>();
    for (Member member : ordered.members()) {
      ids.computeIfAbsent(member.instance().now().origin().spot(), spot -> new TreeMap<>())
          .computeIfAbsent(member.now().type(), type -> new ArrayList<>())
          .add(member.id());
    }
    List<Batch> batches = new ArrayList<>();
    ids.forEach(
        (spot, byType) ->
            byType.forEach(
                (type, some) ->
                    batches.add(
                        new Batch(type, spot, subnet.zone(), subnet.id(), List.copyOf(some)))));
    List<Refused> refused =
        ordered.refused().stream()
            .map(
                no ->
                    new Refused(
                        no.choice().type().name(),
                        no.choice().spot(),
                        subnet.zone(),
                        subnet.id(),
                        no.shortage().code(),
                        no.shortage().message()))
            .toList();
    return new Outcome(order.group(), order.clientToken(), batches, refused);
  }
}
