package dev.pacer.simulator.mesos.http;

import dev.pacer.simulator.mesos.MasterAddress;
import dev.pacer.simulator.mesos.MesosSettings;
import dev.pacer.simulator.mesos.MesosWorld;
import dev.pacer.simulator.mesos.RecordingScheduler;
import dev.pacer.simulator.mesos.SimulatedAgent;
import dev.pacer.simulator.offer.FrameworkSpec;
import dev.pacer.simulator.offer.Launch;
import dev.pacer.simulator.offer.Offer;
import dev.pacer.simulator.offer.Resource;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Puts a simulated cluster, step by step, into the situation in which each exchange was captured,
 * and asks it the same.
 */
final class CapturedRun implements AutoCloseable {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private ServedMesos served;
  private SimulatedAgent agent1;
  private SimulatedAgent agent2;
  private SimulatedAgent agent3;
  private final Map<String, RecordingScheduler> frameworks = new LinkedHashMap<>();
  private final Map<String, String> masterIds = new LinkedHashMap<>();

  CapturedRun() {
    begin(settings(), "81a7a55a-af56-469d-97f6-6220e305b1b6", false);
    start(2, 3, 1);
  }

  private static MesosSettings settings() {
    return MesosWorld.CAPTURED
        .withZooKeeper("zk://127.0.0.1:25181/mesos")
        .withFlags(
            Map.of(
                "log_dir", "/var/log/mesos/master-25050", "offer_timeout", "1mins", "quorum", "1"))
        .withElections(
            new MesosSettings.Elections(
                Duration.ofSeconds(8),
                Duration.ofSeconds(8),
                Duration.ofMillis(50),
                Duration.ofMillis(14200),
                Duration.ofSeconds(1),
                null));
  }

  private void begin(MesosSettings settings, String capturedMaster, boolean http) {
    if (served != null) {
      served.close();
    }
    frameworks.clear();
    served = new ServedMesos(new MesosWorld(settings));
    masterIds.clear();
    masterIds.put(capturedMaster, served.world.mesos.state().masters().get(0).info().id());
    Duration soon = Duration.ofMillis(150);
    served.world.behaviours.put("hello", MesosWorld.job(soon, 0));
    served.world.behaviours.put("fails", MesosWorld.job(soon, 3));
    served.world.behaviours.put("svc", MesosWorld.stubborn());
    served.world.behaviours.put("svc2", MesosWorld.stubborn());
    this.http = http;
  }

  private boolean http;

  /** Starts agents so that they register in this order. */
  private void start(int... order) {
    for (int number : order) {
      served.act(
          () -> {
            SimulatedAgent agent =
                served.world.mesos.startAgent(
                    number == 1
                        ? CapturedLoad.agent1(http)
                        : number == 2 ? CapturedLoad.agent2(http) : CapturedLoad.agent3(http));
            if (number == 1) {
              agent1 = agent;
            } else if (number == 2) {
              agent2 = agent;
            } else {
              agent3 = agent;
            }
          });
      served.seconds(0.1);
    }
    served.seconds(1);
    served.serveAgent(agent1, 1);
    served.serveAgent(agent2, 2);
    served.serveAgent(agent3, 3);
  }

  private RecordingScheduler join(String name, FrameworkSpec spec) {
    RecordingScheduler[] joined = new RecordingScheduler[1];
    served.act(() -> joined[0] = CapturedLoad.join(served.world, spec));
    frameworks.put(name, joined[0]);
    return joined[0];
  }

  private void oneShots() {
    RecordingScheduler fails = join("fails", CapturedLoad.oneShot("*"));
    RecordingScheduler hello = join("hello", CapturedLoad.oneShot("*"));
    RecordingScheduler group = join("group", CapturedLoad.oneShot("*"));
    RecordingScheduler batcher = join("batcher", CapturedLoad.oneShot("batch"));
    RecordingScheduler sleeper = join("sleeper", CapturedLoad.oneShot("*"));
    List<RecordingScheduler> all = List.of(fails, hello, group, batcher, sleeper);
    served.act(() -> all.forEach(CapturedLoad::quiet));
    launch(
        batcher,
        "agent2.test",
        CapturedLoad.task("batcher", "batch", null, "cpus", "1", "mem", "128"));
    launch(fails, "agent3.test", CapturedLoad.task("fails", "*", null, "cpus", "0.1", "mem", "32"));
    hello.leavesOnTerminal = true;
    launch(hello, "agent1.test", CapturedLoad.task("hello", "*", null, "cpus", "0.1", "mem", "32"));
    launch(
        sleeper,
        "agent2.test",
        CapturedLoad.with(
            CapturedLoad.task("sleeper", "*", null, "cpus", "0.5", "mem", "64", "disk", "16"),
            Resource.ports(31005, 31006)));
    served.act(group.session::revive);
    served.seconds(1.1);
    served.act(
        () -> {
          CapturedLoad.launchGroup(group, "agent3.test", "g1", "g2");
          CapturedLoad.quiet(group);
        });
    served.act(fails.session::disconnect);
    List.of(group, batcher, sleeper).forEach(framework -> framework.leavesOnTerminal = true);
    served.seconds(2);
  }

  private void launch(RecordingScheduler framework, String hostname, Launch task) {
    served.act(framework.session::revive);
    served.seconds(1.1);
    served.act(
        () -> {
          CapturedLoad.launch(framework, hostname, task);
          CapturedLoad.quiet(framework);
        });
    served.seconds(1);
  }

  private void service(String name, String role, Duration grace, String... idsAndHosts) {
    RecordingScheduler framework = join(name, CapturedLoad.service(name, role));
    served.seconds(1.1);
    served.act(
        () -> {
          for (int i = 0; i < idsAndHosts.length; i += 2) {
            if (framework.offers.values().stream().noneMatch(offerOn(idsAndHosts[i + 1]))) {
              framework.session.revive();
              served.world.seconds(1.1);
            }
            String cpus = name.equals("inv") ? "0.1" : "0.2";
            CapturedLoad.launch(
                framework,
                idsAndHosts[i + 1],
                CapturedLoad.task(idsAndHosts[i], "*", grace, "cpus", cpus, "mem", "32"));
          }
          CapturedLoad.quiet(framework);
        });
    served.seconds(2);
  }

  private static Predicate<Offer> offerOn(String hostname) {
    return offer -> offer.hostname().equals(hostname);
  }

  private void leave(String name) {
    RecordingScheduler framework = frameworks.remove(name);
    served.act(framework.session::teardown);
  }

  /** Does what had happened between the exchange before and this one. */
  void prepare(String name) {
    switch (name) {
      case "02-loaded-master-state" -> oneShots();
      case "06-maint-09-slaves-after-agent1-restart" -> {
        served.act(agent1::start);
        served.seconds(1);
      }
      case "08-sched-during-frameworks" -> {
        join("fixture", CapturedLoad.fixture());
        served.seconds(1);
      }
      case "09-weights-PUT" -> leave("fixture");
      case "06-maint-inv-POST-schedule" -> {
        service(
            "svc",
            "*",
            MINUTE,
            "svc-1",
            "agent3.test",
            "svc-2",
            "agent1.test",
            "svc-3",
            "agent1.test");
        service("inv", "web", null, "inv-1", "agent3.test");
      }
      case "07-07-drain-t0-tasks" -> served.seconds(0.05);
      case "07-08-err-REACTIVATE-while-draining" -> served.seconds(3);
      case "07-09-drained-slaves" -> served.seconds(58);
      case "07-09-redrain-t0-slaves", "07-stuck-REACTIVATE" -> served.seconds(0.5);
      case "07-drain-nanoseconds-DRAIN_AGENT" ->
          service("svc2", "*", MINUTE, "svc2-1", "agent1.test");
      case "07-drain-nanoseconds-REACTIVATE" -> served.seconds(61);
      case "07-stuck-after-30s-slaves" -> served.seconds(30);
      case "07-13-mark_gone-t0-v1-GET_AGENTS" -> served.seconds(0.01);
      case "07-14-mark_gone-done-slaves" -> served.seconds(62);
      case "07-16-slaves-after-gone-agent-restart" -> {
        served.act(agent3::start);
        served.seconds(2);
      }
      default -> prepareLater(name);
    }
  }

  private void prepareLater(String name) {
    switch (name) {
      case "10-agent-killed-t2-slaves" -> {
        served.act(agent3::wipe);
        served.act(agent3::start);
        served.seconds(1);
        RecordingScheduler sleeper = join("sleeper2", CapturedLoad.oneShot("*"));
        served.seconds(1);
        served.act(
            () ->
                CapturedLoad.launch(
                    sleeper,
                    "agent2.test",
                    CapturedLoad.task("sleeper2", "*", null, "cpus", "0.3", "mem", "32")));
        sleeper.leavesOnTerminal = true;
        served.act(() -> CapturedLoad.quiet(sleeper));
        served.seconds(3);
        served.act(agent2::kill);
        served.seconds(2);
      }
      case "10-unreachable-slaves" -> served.seconds(18);
      case "10-rejoined-slaves", "11-after-SIGUSR1-restart-slaves" -> {
        served.act(agent2::start);
        served.seconds(1);
      }
      case "11-after-SIGUSR1-slaves" -> served.act(agent2::unregister);
      case "12-failover-elected-state" -> {
        List.of("svc", "inv", "svc2").forEach(this::leave);
        served.act(agent3::partition);
        served.act(() -> served.world.mesos.failOver());
        served.seconds(9);
      }
      case "12-failover-t0-slaves" -> {
        served.act(agent3::heal);
        served.seconds(1);
      }
      case "13-zk-down-503-state" -> {
        served.act(() -> served.world.mesos.startMaster(0));
        served.act(() -> served.world.mesos.loseZooKeeper());
        served.seconds(15);
      }
      default -> prepareOther(name);
    }
  }

  private void prepareOther(String name) {
    switch (name) {
      case "14-auth-none-state" ->
          begin(
              MesosSettings.standard(List.of(new MasterAddress("127.0.0.1", 25070)))
                  .withCluster("")
                  .withZooKeeper("")
                  .withAccess(
                      new MesosSettings.Access(
                          Map.of("ops", "s3cret", "viewer", "view"),
                          Map.of(
                              "viewer",
                              Set.of(
                                  "update_maintenance_schedules",
                                  "start_maintenances",
                                  "stop_maintenances",
                                  "get_maintenance_statuses",
                                  "mark_agents_gone",
                                  "drain_agents",
                                  "deactivate_agents")))),
              "none",
              false);
      case "15-httpexec-seconds5-DRAIN_AGENT" -> {
        begin(settings(), "252cef57-6247-4d78-8eed-6040d4d0cab8", true);
        start(2, 1, 3);
        service(
            "svc",
            "*",
            MINUTE,
            "svc-1",
            "agent1.test",
            "svc-2",
            "agent2.test",
            "svc-3",
            "agent3.test");
      }
      case "15-httpexec-seconds5-slaves" -> served.seconds(6);
      case "15-httpexec-nanoseconds-slaves" -> served.seconds(1);
      case "15-httpexec-nanos-slaves" -> served.seconds(3);
      case "16-match-hostname-only-schedule" -> {
        begin(settings(), "557ae6df-21e7-4e63-89b0-38e64e72aa2d", false);
        start(3, 2, 1);
        service(
            "svc",
            "*",
            Duration.ofSeconds(5),
            "svc-1",
            "agent2.test",
            "svc-2",
            "agent3.test",
            "svc-3",
            "agent1.test");
      }
      case "16-down-schedule" -> restart(agent2);
      case "16-down-tasks" -> served.seconds(0.1);
      case "16-down-agent-restarted-slaves" -> restart(agent2);
      case "10b-before-slaves" -> restart(agent2);
      case "10b-unreachable-slaves" -> {
        served.act(agent3::kill);
        served.seconds(21);
      }
      case "12b-schedule" -> served.seconds(1);
      case "12b-1-307-state" -> {
        served.act(agent2::kill);
        leaveQuietly("svc");
        served.act(() -> served.world.mesos.failOver());
        served.seconds(2);
      }
      case "12b-leader-t0-slaves" -> served.seconds(6);
      case "12b-leader-t0-v1-GET_AGENTS" -> served.seconds(0.06);
      case "12b-leader-t12-slaves" -> served.seconds(12);
      default -> {
        // Nothing had happened in between.
      }
    }
  }

  private void restart(SimulatedAgent agent) {
    served.act(agent::start);
    served.seconds(1);
  }

  private void leaveQuietly(String name) {
    served.act(frameworks.get(name).session::disconnect);
  }

  /** Asks the server that had been asked. */
  Comparing.Actual ask(Exchange exchange) {
    return served.send(
        server(exchange),
        exchange.method(),
        translated(exchange.target()).replace("(", "%28").replace(")", "%29"),
        exchange.requestHeaders(),
        translated(exchange.requestBody()));
  }

  private String translated(String text) {
    String translated = text;
    for (Map.Entry<String, String> id : masterIds.entrySet()) {
      translated = translated.replace(id.getKey(), id.getValue());
    }
    return translated;
  }

  private URI server(Exchange exchange) {
    String name = exchange.shortName();
    if (name.startsWith("03-agent1") || name.startsWith("07-07-drain-agent")) {
      return served.agent(agent1);
    }
    if (name.startsWith("03-agent2")) {
      return served.agent(agent2);
    }
    if (name.startsWith("03-agent3")) {
      return served.agent(agent3);
    }
    boolean standby =
        name.startsWith("05-standby")
            || name.startsWith("08-standby")
            || name.startsWith("12-failover")
            || name.startsWith("12b-1-307")
            || name.startsWith("12b-leader")
            || name.startsWith("12b-recovered");
    return served.master(standby ? 1 : 0);
  }

  @Override
  public void close() {
    served.close();
  }
}
