package dev.pacer.systemtests.packages.jenkins;

import static dev.pacer.systemtests.packages.jenkins.ScriptedJenkins.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of the agents' app. */
class AgentScriptIT {

  @TempDir private Path folder;
  private ScriptedJenkins agent;

  @AfterEach
  void end() {
    agent.close();
  }

  private ScriptedJenkins agent() {
    agent =
        new ScriptedJenkins("jenkins-agents", "agent.sh", folder, List.of("curl", "java"))
            .with("PACER_JENKINS_URL", "http://ci.example.invalid:8080/ci/")
            .with("MESOS_TASK_ID", "jenkins-agents.instance-1a2b._app.1")
            .with("HOST", "agent-7");
    return agent;
  }

  @Test
  void itWaitsForJenkinsThenJoinsUnderANameOfItsOwn() throws Exception {
    agent().with("PACER_AGENT_PASSWORD", "fake-pass").with("PACER_LABELS", "linux docker").start();
    agent.run().untilSaid("waiting for http://ci.example.invalid:8080/ci/swarm/", SOON);
    agent.note("up", "");

    Map<String, String> started = agent.started();
    assertThat(started.get("arguments"))
        .contains("-url http://ci.example.invalid:8080/ci -webSocket")
        .contains("-name agent-7-1 ", "-username agents", "-labels linux docker -mode normal")
        .contains("-executors 1");
    assertThat(started.toString()).doesNotContain("fake-pass");
    Path password = agent.home().resolve(".pacer/password");
    assertThat(ScriptedJenkins.read(password)).isEqualTo("fake-pass");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
        .isEqualTo("rw-------");
    assertThat(agent.run().terminate(SOON)).isEqualTo(143);
    assertThat(agent.calls()).endsWith("agent TERM");
  }

  @Test
  void thePasswordMayComeFromTheSandbox() {
    agent().put(agent.sandbox().resolve("agent-password"), "fake-file\n").note("up", "").start();

    agent.started();
    assertThat(agent.text("home/.pacer/password")).isEqualTo("fake-file");
  }

  @Test
  void withoutAPasswordItSaysWhereToGiveOne() {
    agent().start();

    assertThat(agent.run().end(SOON)).isEqualTo(64);
    assertThat(agent.run().said()).contains("security.agent-secret").contains("secrets-uri");
  }

  @Test
  void itGivesUpOnAJenkinsThatIsNotThere() {
    agent().with("PACER_AGENT_PASSWORD", "fake-pass").with("PACER_WAIT", "1").start();

    assertThat(agent.run().end(SOON)).isEqualTo(75);
    assertThat(agent.run().said()).contains("has it the plug-in swarm?", "connection refused");
  }

  @Test
  void itEndsAsTheAgentEnded() {
    agent().with("PACER_AGENT_PASSWORD", "fake-pass").note("up", "").note("end", "9").start();

    assertThat(agent.run().end(SOON)).isEqualTo(9);
  }
}
