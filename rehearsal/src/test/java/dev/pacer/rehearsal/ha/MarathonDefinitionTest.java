package dev.pacer.rehearsal.ha;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.Definition;
import dev.pacer.cluster.marathon.LockPolicy;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.rehearsal.week.RehearsedAutoscaler;
import dev.pacer.rehearsal.week.WeekRehearsal;
import dev.pacer.simulator.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MarathonDefinitionTest {

  @Test
  void h1TheShippedDefinitionRunsThreeInstancesOnThreeHosts() throws Exception {
    Path file =
        Path.of(System.getProperty("pacer.root")).resolve("scripts/autoscaler/marathon.json");
    World world = WeekRehearsal.world(5);
    MarathonClient marathon = RehearsedAutoscaler.ports(world).marathon();
    marathon.apps().create(new Definition(Files.readString(file)), LockPolicy.RESPECT);
    world.simulation().advance(Duration.ofMinutes(5));
    App app = marathon.apps().find(new AppId("/pacer/autoscaler")).orElseThrow();
    assertThat(app.counts().orElseThrow().running()).isEqualTo(3);
    assertThat(app.tasks().stream().map(t -> t.location().agent()).distinct()).hasSize(3);
  }
}
