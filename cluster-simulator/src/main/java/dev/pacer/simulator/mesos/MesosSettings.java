package dev.pacer.simulator.mesos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the simulated Mesos is set up. Durations are simulated time.
 *
 * @param cluster the cluster's name
 * @param masters the first one leads at the start
 * @param allocationInterval how long returned resources wait before they are offered again
 * @param access who may do what; empty: no authentication
 * @param zooKeeper where the masters stand for election, as their flag says it; empty: no election
 *     (one master with its registry in memory)
 * @param flags further start flags, shown as they are, such as {@code log_dir}
 */
public record MesosSettings(
    String cluster,
    List<MasterAddress> masters,
    Agents agents,
    Elections elections,
    Duration allocationInterval,
    Access access,
    String zooKeeper,
    Map<String, String> flags) {

  public MesosSettings {
    masters = List.copyOf(masters);
    flags = Map.copyOf(flags);
    if (masters.isEmpty()) {
      throw new IllegalArgumentException("need at least one master");
    }
  }

  /**
   * Timing of agents.
   *
   * @param pingTimeout between pings, and how long a pong may take
   * @param maxPingTimeouts how many pongs in a row may be missing before an agent is unreachable
   * @param reregisterTimeout how long a new leader waits for the agents it has read of
   * @param registersAfter from the start of the agent's process to its registration
   * @param returnsWithin living agents come back to a new leader one by one within this time
   * @param drainsAfter how long an idle agent stays DRAINING
   */
  public record Agents(
      Duration pingTimeout,
      int maxPingTimeouts,
      Duration reregisterTimeout,
      Duration registersAfter,
      Duration returnsWithin,
      Duration drainsAfter) {
    public Agents {
      if (maxPingTimeouts < 1 || pingTimeout.isNegative() || pingTimeout.isZero()) {
        throw new IllegalArgumentException("need pingTimeout > 0 and maxPingTimeouts >= 1");
      }
    }
  }

  /**
   * Timing of elections (mesos.md 8.2).
   *
   * @param deathNoticedFrom shortest time from a leader's death to the end of its session
   * @param deathNoticedTo longest such time
   * @param registryRecovery how long a new leader answers with empty lists (M1)
   * @param zooKeeperLossNoticed how long a leader goes on without ZooKeeper before it exits
   * @param electedAfter from the first moment an election is possible to its result
   * @param restartsAfter when its supervisor starts a dead master again; null: never
   */
  public record Elections(
      Duration deathNoticedFrom,
      Duration deathNoticedTo,
      Duration registryRecovery,
      Duration zooKeeperLossNoticed,
      Duration electedAfter,
      @Nullable Duration restartsAfter) {
    public Elections {
      if (deathNoticedTo.compareTo(deathNoticedFrom) < 0) {
        throw new IllegalArgumentException("need deathNoticedFrom <= deathNoticedTo");
      }
    }
  }

  /**
   * Who may do what, when authentication is on.
   *
   * @param passwords by principal; empty: no authentication
   * @param denied by principal, the ACL names of mesos.md 12 it is not allowed, such as {@code
   *     drain_agents}
   */
  public record Access(Map<String, String> passwords, Map<String, Set<String>> denied) {
    public Access {
      passwords = Map.copyOf(passwords);
      denied = Map.copyOf(denied);
    }

    public static Access open() {
      return new Access(Map.of(), Map.of());
    }

    public boolean authenticates() {
      return !passwords.isEmpty();
    }

    /** Whether the principal may do what the ACL is about; everybody may without authentication. */
    public boolean allows(@Nullable String principal, String acl) {
      return principal == null || !denied.getOrDefault(principal, Set.of()).contains(acl);
    }

    @Override
    public String toString() {
      return "Access of " + passwords.keySet();
    }
  }

  /** Mesos' own defaults: an agent is unreachable after 75 to 90 s. */
  public static MesosSettings standard(List<MasterAddress> masters) {
    return new MesosSettings(
        "simulated",
        masters,
        new Agents(
            Duration.ofSeconds(15),
            5,
            Duration.ofMinutes(10),
            Duration.ofMillis(500),
            Duration.ofMillis(800),
            Duration.ofMillis(100)),
        new Elections(
            Duration.ofSeconds(7),
            Duration.ofSeconds(11),
            Duration.ofMillis(50),
            Duration.ofMillis(14200),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5)),
        Duration.ofSeconds(1),
        Access.open(),
        "zk://127.0.0.1:2181/mesos",
        Map.of());
  }

  public MesosSettings withAgents(Agents other) {
    return new MesosSettings(
        cluster, masters, other, elections, allocationInterval, access, zooKeeper, flags);
  }

  public MesosSettings withElections(Elections other) {
    return new MesosSettings(
        cluster, masters, agents, other, allocationInterval, access, zooKeeper, flags);
  }

  public MesosSettings withAccess(Access other) {
    return new MesosSettings(
        cluster, masters, agents, elections, allocationInterval, other, zooKeeper, flags);
  }

  public MesosSettings withCluster(String name) {
    return new MesosSettings(
        name, masters, agents, elections, allocationInterval, access, zooKeeper, flags);
  }

  public MesosSettings withZooKeeper(String url) {
    return new MesosSettings(
        cluster, masters, agents, elections, allocationInterval, access, url, flags);
  }

  public MesosSettings withMasters(List<MasterAddress> others) {
    return new MesosSettings(
        cluster, others, agents, elections, allocationInterval, access, zooKeeper, flags);
  }

  public MesosSettings withFlags(Map<String, String> others) {
    return new MesosSettings(
        cluster, masters, agents, elections, allocationInterval, access, zooKeeper, others);
  }
}
