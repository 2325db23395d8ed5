package dev.pacer.cluster.mesos;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The master's start flags; every value is text, unset ones are absent. */
public record MasterFlags(Map<String, String> values) {
  /** Mesos' own default of {@code agent_reregister_timeout}. */
  public static final Duration REREGISTER_TIMEOUT = Duration.ofMinutes(10);

  private static final Pattern DURATION =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|ms|secs|mins|hrs|days|weeks)");
  private static final Map<String, Long> UNIT_NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "ms", 1_000_000L,
          "secs", 1_000_000_000L,
          "mins", 60_000_000_000L,
          "hrs", 3_600_000_000_000L,
          "days", 86_400_000_000_000L,
          "weeks", 604_800_000_000_000L);

  public MasterFlags {
    values = Map.copyOf(values);
  }

  /** A flag that is a time, such as {@code 10mins}; empty when absent or not a time. */
  public Optional<Duration> duration(String name) {
    Matcher matcher = DURATION.matcher(values.getOrDefault(name, ""));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    double nanos =
        Double.parseDouble(matcher.group(1)) * UNIT_NANOS.getOrDefault(matcher.group(2), 0L);
    return nanos > Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.round(nanos)));
  }

  /** How long agents have to come back to a new leader. */
  public Duration reregisterTimeout() {
    return duration("agent_reregister_timeout").orElse(REREGISTER_TIMEOUT);
  }

  /** How long an agent may be silent before it is unreachable. */
  public Duration pingTime() {
    Duration ping = duration("agent_ping_timeout").orElse(Duration.ofSeconds(15));
    String times = values.getOrDefault("max_agent_ping_timeouts", "");
    return ping.multipliedBy(times.matches("[0-9]{1,6}") ? Long.parseLong(times) : 5);
  }
}
