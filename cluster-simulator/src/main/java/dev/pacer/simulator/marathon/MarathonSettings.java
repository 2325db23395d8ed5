package dev.pacer.simulator.marathon;

import dev.pacer.simulator.marathon.definition.Features;
import dev.pacer.simulator.marathon.engine.OfferDesk;
import dev.pacer.simulator.marathon.engine.Timing;
import dev.pacer.simulator.marathon.matching.MatchRules;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a Marathon cluster is started with.
 *
 * @param servers {@code host:port} of each; the first one leads at the start
 * @param framework how it introduces itself to Mesos
 * @param access who may ask and how often
 * @param limits how much it launches
 * @param timing its intervals
 * @param rules how it judges offers; the master's region is in them
 * @param failover how long it takes until another leads
 */
public record MarathonSettings(
    List<String> servers,
    Framework framework,
    Access access,
    OfferDesk.Limits limits,
    Timing timing,
    MatchRules rules,
    Failover failover) {

  public MarathonSettings {
    servers = List.copyOf(servers);
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("need at least one server");
    }
  }

  /**
   * The framework.
   *
   * @param principal null: none, so that nothing can be reserved
   * @param features of {@code --enable_features}
   * @param master address of Mesos as {@code /v2/info} shows it
   */
  public record Framework(
      String role, @Nullable String principal, Set<String> features, String master) {
    public Framework {
      features = Set.copyOf(features);
    }
  }

  /**
   * Limits of the API.
   *
   * @param credentials {@code user:password}; null: everybody may ask
   * @param allowOrigin value of the CORS header; null: no such header
   * @param maxConcurrent requests at one time; 0: no limit
   */
  public record Access(
      @Nullable String credentials,
      @Nullable String allowOrigin,
      int maxConcurrent,
      int maxRunningDeployments) {}

  /**
   * How leaders change (marathon.md 11).
   *
   * @param abdication until another leads after one stepped down
   * @param death until another leads after one was killed
   * @param restart until a supervisor has started the process again; zero: nobody does
   */
  public record Failover(Duration abdication, Duration death, Duration restart) {}

  /** One server with the flags' defaults; the master has no region. */
  public static MarathonSettings standard() {
    return new MarathonSettings(
        List.of("127.0.0.1:8080"),
        new Framework("*", null, Set.of(), "127.0.0.1:5050"),
        new Access(null, null, 0, 100),
        OfferDesk.Limits.standard(),
        Timing.standard(),
        MatchRules.standard(),
        new Failover(Duration.ofMillis(1400), Duration.ofSeconds(14), Duration.ofSeconds(5)));
  }

  public MarathonSettings withServers(List<String> others) {
    return new MarathonSettings(others, framework, access, limits, timing, rules, failover);
  }

  public MarathonSettings withFramework(Framework other) {
    return new MarathonSettings(servers, other, access, limits, timing, rules, failover);
  }

  public MarathonSettings withAccess(Access other) {
    return new MarathonSettings(servers, framework, other, limits, timing, rules, failover);
  }

  public MarathonSettings withRules(MatchRules other) {
    return new MarathonSettings(servers, framework, access, limits, timing, other, failover);
  }

  public MarathonSettings withFailover(Failover other) {
    return new MarathonSettings(servers, framework, access, limits, timing, rules, other);
  }

  Features definitionFeatures() {
    return new Features(framework.role(), framework.features());
  }
}
