package dev.pacer.simulator.marathon.capture;

import dev.pacer.simulator.offer.Launch;
import dev.pacer.simulator.offer.Workload;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the captures' programs did. */
final class ReplayWorkload implements Workload {

  private static final Behaviour SERVICE =
      new Behaviour(
          Duration.ofMillis(350),
          Duration.ofMillis(350),
          null,
          0,
          null,
          false,
          Duration.ofMillis(450),
          Duration.ofMillis(1400),
          null);

  private final Map<String, Behaviour> bySubject =
      Map.of(
          "/q/crash", ends(1, Duration.ofMillis(200)),
          "/q/docker", fails("Container launch failed: docker pull failed", Duration.ofMillis(900)),
          "/dock/badfetch",
              fails(
                  "Failed to launch container: Failed to fetch all URIs for container"
                      + " '11111111-2222-4333-8444-555555555555': exited with status 1",
                  Duration.ofMillis(250)),
          "/f/fetch",
              fails(
                  "Failed to launch container: Failed to fetch all URIs for container"
                      + " '11111111-2222-4333-8444-555555555555': exited with status 1",
                  Duration.ofMillis(250)),
          "/f/docker",
              fails("Abnormal executor termination: unknown container", Duration.ofMillis(250)),
          "/f/exit1", ends(3, Duration.ofMillis(150)),
          "/f/sig", ends(137, Duration.ofMillis(150)),
          "/f/finish", ends(0, Duration.ofMillis(150)),
          "/hc/http",
              new Behaviour(
                  Duration.ofMillis(350),
                  Duration.ofMillis(350),
                  null,
                  0,
                  null,
                  false,
                  Duration.ofMillis(450),
                  Duration.ZERO,
                  Duration.ofSeconds(2)),
          "/ready/a",
              new Behaviour(
                  Duration.ofMillis(350),
                  Duration.ofMillis(350),
                  null,
                  0,
                  null,
                  false,
                  Duration.ofMillis(450),
                  null,
                  null));

  private static Behaviour ends(int code, Duration after) {
    return new Behaviour(
        Duration.ofMillis(350),
        Duration.ofMillis(350),
        after,
        code,
        null,
        false,
        Duration.ofMillis(450),
        Duration.ZERO,
        null);
  }

  private static Behaviour fails(String message, Duration after) {
    return new Behaviour(
        after, Duration.ZERO, null, 0, message, false, Duration.ZERO, Duration.ZERO, null);
  }

  private final Set<String> silent = new HashSet<>();

  /** From now on nothing is heard of the health of an app's new tasks. */
  void silence(String subject) {
    silent.add(subject);
  }

  @Override
  public Behaviour of(Launch launch) {
    Behaviour known = bySubject.get(launch.subject());
    if (known != null) {
      return known;
    }
    if (silent.contains(launch.subject())) {
      return new Behaviour(
          SERVICE.fetch(), SERVICE.start(), null, 0, null, false, SERVICE.stopsAfter(), null, null);
    }
    String startup = launch.labels().get("sim.startupMs");
    if (startup == null) {
      return SERVICE;
    }
    return new Behaviour(
        Duration.ofMillis(350),
        Duration.ofMillis(Long.parseLong(startup)),
        null,
        0,
        null,
        false,
        Duration.ofMillis(450),
        SERVICE.healthyAfter(),
        null);
  }
}
