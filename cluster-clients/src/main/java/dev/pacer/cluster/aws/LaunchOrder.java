package dev.pacer.cluster.aws;

/**
 * An order of instances in one zone.
 *
 * @param units capacity units, 1-100
 * @param clientToken makes the order safe to repeat: the same token launches once
 */
public record LaunchOrder(GroupName group, Zone zone, int units, String clientToken) {
  public LaunchOrder {
    Texts.requireText("client token", clientToken);
    if (units < 1 || units > 100) {
      throw new IllegalArgumentException("one order is of 1-100 units, was " + units);
    }
  }
}
