package dev.pacer.simulator.scenario;

import java.time.Duration;

/**
 * Something that befalls the cluster in the course of the scenario. {@code at} counts from its
 * start.
 */
public sealed interface Happening {

  Duration at();

  /**
   * The leading master dies; a standby takes over, or the same one comes back where there is no
   * other.
   */
  record MasterDies(Duration at) implements Happening {}

  /** The leading Marathon's process is killed. */
  record MarathonDies(Duration at) implements Happening {}

  /**
   * The agent's process is killed, its machine goes on. {@code group} names an Auto Scaling group:
   * its oldest agent.
   */
  record AgentDies(Duration at, String group) implements Happening {}

  /** EC2 loses a machine of the group, the oldest one, without a word to anybody. */
  record MachineDies(Duration at, String group) implements Happening {}

  /** From now until {@code until} a type cannot be had in a zone; {@code *} for any. */
  record StockOut(Duration at, Duration until, String type, String zone) implements Happening {}

  /** All tokens that ECR issued are over, whatever their lifetime. */
  record RegistryTokensRevoked(Duration at) implements Happening {}

  /** The group's oldest spot instance gets notice, and is taken back two minutes later. */
  record SpotInterrupted(Duration at, String group) implements Happening {}

  /** AWS recommends to leave the group's oldest spot instance. */
  record RebalanceRecommended(Duration at, String group) implements Happening {}

  /** All machines of a zone die, and no other can be had there until {@code until}. */
  record ZoneLost(Duration at, Duration until, String zone) implements Happening {}

  /** Somebody else begins an instance refresh of the group. */
  record RefreshStarted(Duration at, String group) implements Happening {}

  /** Somebody else sets the group's desired capacity. */
  record DesiredSet(Duration at, String group, int desired) implements Happening {}
}
