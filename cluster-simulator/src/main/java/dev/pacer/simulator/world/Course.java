package dev.pacer.simulator.world;

import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.ec2.Instance;
import dev.pacer.simulator.kernel.Simulation;
import dev.pacer.simulator.marathon.Caller;
import dev.pacer.simulator.marathon.definition.Refusal;
import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonReader;
import dev.pacer.simulator.mesos.SimulatedAgent;
import dev.pacer.simulator.scenario.AppChange;
import dev.pacer.simulator.scenario.Happening;
import dev.pacer.simulator.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a scenario lets happen in the course of time. What the cluster refuses is in the event log.
 */
final class Course {

  private static final Caller CALLER = new Caller("127.0.0.1", "/v2/apps");

  /** When a supervisor starts an agent's process again. */
  private static final Duration SUPERVISOR = Duration.ofSeconds(30);

  private final World world;
  private final Scenario scenario;
  private final Simulation simulation;

  Course(World world, Scenario scenario) {
    this.world = world;
    this.scenario = scenario;
    this.simulation = world.simulation();
  }

  void begin() {
    Instant start = simulation.instant();
    scenario.faults().forEach(fault -> world.faults().add(fault.rule(start, simulation::scaled)));
    for (AppChange change : scenario.apps()) {
      simulation.after(change.at(), () -> apply(change));
    }
    for (Happening happening : scenario.events()) {
      simulation.after(happening.at(), () -> befall(happening));
    }
  }

  private void apply(AppChange change) {
    try {
      if (change instanceof AppChange.Put put) {
        world
            .marathon()
            .apps()
            .put(put.id(), JsonReader.read(put.definition()), false, true, CALLER);
      } else if (change instanceof AppChange.Scale scale) {
        world
            .marathon()
            .apps()
            .put(scale.id(), Doc.of("instances", scale.instances()), false, true, CALLER);
      } else if (change instanceof AppChange.Remove remove) {
        world.marathon().apps().delete(remove.id(), true);
      }
    } catch (Refusal refused) {
      simulation.record(
          "scenario",
          "%s was refused: %d %s".formatted(change, refused.status(), refused.getMessage()));
    } catch (JsonReader.NotJsonException e) {
      throw new IllegalStateException("the reader of the scenario lets only JSON through", e);
    }
  }

  private void befall(Happening happening) {
    simulation.record("scenario", happening.toString());
    if (happening instanceof Happening.MasterDies) {
      world.mesos().failOver();
    } else if (happening instanceof Happening.MarathonDies) {
      world.marathon().leadership().killLeader();
    } else if (happening instanceof Happening.AgentDies dies) {
      agentDies(dies.group());
    } else if (happening instanceof Happening.MachineDies dies) {
      machineDies(dies.group());
    } else if (happening instanceof Happening.StockOut out) {
      stockOut(out);
    } else if (happening instanceof Happening.RegistryTokensRevoked) {
      world.aws().registryTokens().revokeAll();
    } else if (happening instanceof Happening.DesiredSet set) {
      setDesired(set);
    } else if (happening instanceof Happening.SpotInterrupted interrupted) {
      oldestSpot(interrupted.group()).ifPresent(world.aws().spot()::interrupt);
    } else if (happening instanceof Happening.RebalanceRecommended recommended) {
      oldestSpot(recommended.group()).ifPresent(world.aws().spot()::recommendRebalance);
    } else if (happening instanceof Happening.RefreshStarted started) {
      refresh(started);
    } else if (happening instanceof Happening.ZoneLost lost) {
      zoneLost(lost);
    }
  }

  private void agentDies(String group) {
    oldest(group)
        .flatMap(world.fleet()::agentOn)
        .ifPresent(
            agent -> {
              agent.kill();
              simulation.after(SUPERVISOR, () -> startAgain(agent));
            });
  }

  /** Its machine may have died meanwhile: then there is nothing to start. */
  private void startAgain(SimulatedAgent agent) {
    boolean machineLives =
        world
            .aws()
            .instances()
            .findByPrivateIp(agent.spec().ip())
            .flatMap(instance -> world.fleet().agentOn(instance.id()))
            .filter(agent::equals)
            .isPresent();
    if (machineLives && !agent.running()) {
      agent.start();
    }
  }

  private void machineDies(String group) {
    oldest(group)
        .flatMap(world.aws().instances()::find)
        .ifPresent(
            instance ->
                world
                    .aws()
                    .instances()
                    .terminate(instance, world.aws().delaysOf(group), "lost by the scenario"));
  }

  /** One that has had its notice is no longer counted. */
  private Optional<Instance> oldestSpot(String group) {
    return world.fleet().machinesOf(group).stream()
        .flatMap(id -> world.aws().instances().find(id).stream())
        .filter(instance -> instance.now().origin().spot())
        .filter(instance -> instance.interruptedAt().isEmpty())
        .findFirst();
  }

  private void zoneLost(Happening.ZoneLost lost) {
    stockOut(new Happening.StockOut(lost.at(), lost.until(), "*", lost.zone()));
    for (Instance instance : List.copyOf(world.aws().instances().all())) {
      if (instance.now().origin().subnet().zone().equals(lost.zone())) {
        String group = instance.now().group().orElse("");
        world
            .aws()
            .instances()
            .terminate(instance, world.aws().delaysOf(group), "lost with its zone");
      }
    }
  }

  private void stockOut(Happening.StockOut out) {
    world.aws().stock().sellOut(out.type(), out.zone());
    simulation.after(
        out.until().minus(out.at()), () -> world.aws().stock().restock(out.type(), out.zone()));
  }

  private void refresh(Happening.RefreshStarted started) {
    try {
      world.aws().autoScaling().refreshes().start(started.group(), Optional.empty());
    } catch (AwsError refused) {
      simulation.record("scenario", "%s was refused: %s".formatted(started, refused.message()));
    }
  }

  private void setDesired(Happening.DesiredSet set) {
    try {
      world.aws().autoScaling().groups().setDesired(set.group(), set.desired(), false);
    } catch (AwsError refused) {
      simulation.record("scenario", "%s was refused: %s".formatted(set, refused.message()));
    }
  }

  private Optional<String> oldest(String group) {
    return world.fleet().machinesOf(group).stream().findFirst();
  }
}
