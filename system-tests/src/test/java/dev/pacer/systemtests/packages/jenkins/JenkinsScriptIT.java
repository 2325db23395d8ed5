package dev.pacer.systemtests.packages.jenkins;

import static dev.pacer.systemtests.packages.jenkins.ScriptedJenkins.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of the Jenkins app: the volume's owner, plug-ins, configuration, restore, backup. */
class JenkinsScriptIT {

  private static final List<String> ALL =
      List.of("tini", "jenkins-plugin-cli", "id", "setpriv", "chown");

  @TempDir private Path folder;
  private ScriptedJenkins jenkins;

  @AfterEach
  void end() {
    jenkins.close();
  }

  private ScriptedJenkins jenkins() {
    jenkins = new ScriptedJenkins("jenkins", "jenkins.sh", folder, ALL);
    return jenkins;
  }

  private String ownerOfTheVolume() {
    try {
      Map<String, Object> owner = Files.readAttributes(folder, "unix:uid,gid");
      return owner.get("uid") + ":" + owner.get("gid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // --- the volume ---

  @Test
  void aFreshVolumeIsGivenToJenkinsAndJenkinsRunsAsItsOwnUser() {
    Map<String, String> started = jenkins().start().started();

    assertThat(jenkins.calls())
        .contains("chown -R 1000:1000 " + jenkins.home(), "setpriv 1000:1000 tini");
    assertThat(started).containsEntry("arguments", "-s -- /usr/local/bin/jenkins.sh");
  }

  @Test
  void aVolumeThatIsJenkinsOwnIsNotWalkedThroughAgain() {
    String owner = ownerOfTheVolume();
    jenkins().with("PACER_OWNER", owner).start().started();
    jenkins.run().kill();
    jenkins.start().started();

    assertThat(jenkins.calls())
        .filteredOn(call -> call.equals("chown -R %s %s".formatted(owner, jenkins.home())))
        .hasSize(1);
  }

  @Test
  void aVolumeThatCannotBeGivenAwayIsSaid() {
    jenkins().note("fail-chown", "").start();

    assertThat(jenkins.run().end(SOON)).isEqualTo(64);
    assertThat(jenkins.run().said()).contains("cannot give").contains("root_squash");
    assertThat(jenkins.startedTimes(1)).isFalse();
  }

  @Test
  void asItsOwnUserNothingIsGivenAway() {
    jenkins().note("uid", "1000").start().started();

    assertThat(jenkins.calls()).noneMatch(call -> call.startsWith("chown"));
    assertThat(jenkins.calls()).noneMatch(call -> call.startsWith("setpriv"));
  }

  @Test
  void asRootTheFilesReallyChangeHandsAndJenkinsIsNotRoot() throws IOException {
    assumeTrue(Files.readAttributes(folder, "unix:uid").get("uid").equals(0), "needs root");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    jenkins =
        new ScriptedJenkins("jenkins", "jenkins.sh", folder, List.of("tini", "jenkins-plugin-cli"));
    Files.setPosixFilePermissions(
        folder.resolve("notes"), PosixFilePermissions.fromString("rwxrwxrwx"));
    jenkins.put(jenkins.home().resolve("jobs/a/config.xml"), "<project/>");

    assertThat(jenkins.start().started()).containsEntry("uid", "1000");
    for (String file : List.of("home", "home/jobs/a/config.xml", "secrets/pacer_admin_password")) {
      assertThat(Files.readAttributes(folder.resolve(file), "unix:uid,gid"))
          .as(file)
          .containsEntry("uid", 1000)
          .containsEntry("gid", 1000);
    }
  }

  // --- settings ---

  @Test
  void memoryPrefixAndPortsReachJenkins() {
    Map<String, String> started =
        jenkins()
            .with("PACER_PREFIX", "/ci")
            .with("JENKINS_OPTS", "--httpKeepAliveTimeout=5000")
            .with("PACER_HEAP_PERCENT", "50")
            .with("JAVA_OPTS", "-Dmine=1")
            .with("PACER_AGENT_PORT", "50000")
            .start()
            .started();

    assertThat(started)
        .containsEntry("JENKINS_OPTS", "--httpKeepAliveTimeout=5000 --prefix=/ci")
        .containsEntry("JENKINS_SLAVE_AGENT_PORT", "50000");
    assertThat(started.get("JAVA_OPTS"))
        .contains("-XX:MaxRAMPercentage=50 ", "-Dmine=1", "runSetupWizard=false");
    assertThat(jenkins.text("home/.pacer/casc/00-pacer.yaml")).contains("slaveAgentPort: 50000");
  }

  @Test
  void passwordsComeFromTheStoreOrTheSandboxAndAreNowhereToBeRead() throws IOException {
    jenkins()
        .with("PACER_ADMIN_PASSWORD", "fake-from-store")
        .with("PACER_ADMIN", "root.of-ci")
        .put(jenkins.sandbox().resolve("agent-password"), "fake-from-file\n");
    Map<String, String> started = jenkins.start().started();

    assertThat(jenkins.text("secrets/pacer_admin_password")).isEqualTo("fake-from-store");
    assertThat(jenkins.text("secrets/pacer_agent_password")).isEqualTo("fake-from-file");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("secrets/pacer_admin_password"))))
        .isEqualTo("rw-------");
    assertThat(started).containsEntry("SECRETS", folder.resolve("secrets").toString());
    assertThat(started.toString()).doesNotContain("fake-from");
    assertThat(jenkins.run().said()).doesNotContain("fake-from");
    assertThat(jenkins.text("home/.pacer/casc/00-pacer.yaml"))
        .contains("{id: \"root.of-ci\", password: \"${pacer_admin_password}\"}")
        .doesNotContain("fake-from");
  }

  @Test
  void aPasswordThatNobodyGaveIsMadeOnceAndKept() {
    jenkins().start().started();
    String made = jenkins.text("secrets/pacer_admin_password");
    assertThat(made).hasSizeGreaterThanOrEqualTo(24);
    assertThat(jenkins.run().said()).contains("secrets/pacer-admin-password").doesNotContain(made);

    jenkins.run().kill();
    jenkins.start().started();
    assertThat(jenkins.text("secrets/pacer_admin_password")).isEqualTo(made);
    assertThat(jenkins.run().said()).doesNotContain("made a password");
  }

  @Test
  void usersAreLeftAloneWhenTheOperatorSaysSo() {
    jenkins().with("PACER_MANAGE_SECURITY", "false").start().started();

    assertThat(jenkins.text("home/.pacer/casc/00-pacer.yaml")).doesNotContain("securityRealm");
    assertThat(ScriptedJenkins.names(folder.resolve("secrets"))).isEmpty();
  }

  @Test
  void theOperatorsConfigurationComesAfterOursAndOverIt() {
    jenkins()
        .with("PACER_CASC", "jenkins:\n  numExecutors: 3")
        .with("PACER_CASC_FILE", "casc-fetched.yaml")
        .with("PACER_URL", "https://ci.example.invalid/");
    assertThat(jenkins.start().run().end(SOON)).isEqualTo(64);
    assertThat(jenkins.run().said()).contains("see casc.uri");

    jenkins.put(jenkins.sandbox().resolve("casc-fetched.yaml"), "tool: {}\n");
    Map<String, String> started = jenkins.start().started();
    assertThat(ScriptedJenkins.names(jenkins.home().resolve(".pacer/casc")))
        .containsExactly("00-pacer.yaml", "50-options.yaml", "60-fetched.yaml");
    assertThat(started)
        .containsEntry("CASC_JENKINS_CONFIG", jenkins.home().resolve(".pacer/casc").toString())
        .containsEntry("CASC_MERGE_STRATEGY", "override");
    assertThat(jenkins.text("home/.pacer/casc/00-pacer.yaml"))
        .contains("url: \"https://ci.example.invalid/\"");
  }

  // --- plug-ins ---

  @Test
  void plugInsAreBroughtWhenTheListChangesAndNotAtEveryStart() {
    jenkins().with("PACER_PLUGINS", "git:5.7.0 swarm").start().started();
    jenkins.run().kill();
    jenkins.start().started();
    jenkins.run().kill();
    jenkins.with("PACER_PLUGINS", "git:5.7.0").start().started();

    assertThat(jenkins.calls())
        .filteredOn(call -> call.startsWith("plugins"))
        .containsExactly(plugins("git:5.7.0 swarm"), plugins("git:5.7.0"));
  }

  private String plugins(String list) {
    return "plugins --plugin-download-directory %s/plugins --plugins configuration-as-code matrix-auth %s"
        .formatted(jenkins.home(), list);
  }

  @Test
  void withoutPlugInsAFirstStartFailsAndALaterOneGoesOn() {
    jenkins().note("fail-plugins", "");
    assertThat(jenkins.start().run().end(SOON)).isEqualTo(75);
    assertThat(jenkins.run().said()).contains("updates.jenkins.io");

    jenkins.forget("fail-plugins").start().started();
    jenkins.run().kill();
    jenkins.note("fail-plugins", "").with("PACER_PLUGINS", "more").start().started();
    assertThat(jenkins.run().said()).contains("going on with those that are there");
  }

  // --- end ---

  @Test
  void beingStoppedStopsJenkins() {
    jenkins().start().started();

    assertThat(jenkins.run().terminate(SOON)).isEqualTo(143);
    assertThat(jenkins.calls()).endsWith("jenkins TERM");
  }

  @Test
  void theScriptEndsAsJenkinsEnded() {
    jenkins().note("end", "5").start();

    assertThat(jenkins.run().end(SOON)).isEqualTo(5);
  }

  // --- backup and restore ---

  private Path backups() {
    return folder.resolve("backups/jenkins");
  }

  private ScriptedJenkins backingUp() {
    jenkins()
        .with("PACER_BACKUP_PLACE", folder.resolve("backups").toString())
        .with("PACER_BACKUP_SCHEDULE", "24h")
        .with("PACER_BACKUP_KEEP", "2")
        .put(jenkins.home().resolve("config.xml"), "<hudson/>")
        .put(jenkins.home().resolve("jobs/a/builds/1/log"), "log")
        .put(jenkins.home().resolve("workspace/a/huge"), "huge")
        .put(jenkins.home().resolve("caches/git"), "cache")
        .start()
        .started();
    return jenkins;
  }

  private List<String> archived() {
    List<String> archives = ScriptedJenkins.names(backups());
    String archive = archives.get(archives.size() - 1);
    try {
      Process tar =
          new ProcessBuilder("tar", "-tzf", backups().resolve(archive).toString()).start();
      return new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aBackupHoldsAllButWhatComesBackByItselfAndCanBeRestored() throws IOException {
    backingUp().put(jenkins.home().resolve(".pacer/backup-now"), "");
    jenkins.run().untilSaid("backup pacer-", SOON);
    assertThat(archived())
        .contains("./config.xml", "./jobs/a/builds/1/log", "./secrets/pacer-admin-password")
        .noneMatch(file -> file.contains("workspace") || file.contains("caches"))
        .noneMatch(file -> file.contains(".pacer"));
    String password = jenkins.text("secrets/pacer_admin_password");
    Path archive = backups().resolve(ScriptedJenkins.names(backups()).get(0));
    jenkins.close();

    Path other = Files.createDirectory(folder.resolve("other"));
    jenkins = new ScriptedJenkins("jenkins", "jenkins.sh", other, ALL);
    Files.copy(archive, jenkins.sandbox().resolve("restore.tar.gz"));
    jenkins.with("PACER_RESTORE", "restore.tar.gz").start().started();
    assertThat(jenkins.text("home/config.xml")).isEqualTo("<hudson/>");
    assertThat(jenkins.text("secrets/pacer_admin_password")).isEqualTo(password);

    jenkins.run().kill();
    jenkins.put(jenkins.home().resolve("config.xml"), "<changed/>").start().started();
    assertThat(jenkins.text("home/config.xml")).isEqualTo("<changed/>");
  }

  @Test
  void aVolumeInUseIsNotRestoredOver() {
    jenkins()
        .with("PACER_RESTORE", "restore.tar.gz")
        .put(jenkins.home().resolve("config.xml"), "<mine/>")
        .start()
        .started();

    assertThat(jenkins.run().said()).contains("has a Jenkins already");
    assertThat(jenkins.text("home/config.xml")).isEqualTo("<mine/>");
  }

  @Test
  void halfAnArchiveIsRefused() {
    jenkins().with("PACER_RESTORE", "restore.tar.gz");
    jenkins.put(jenkins.sandbox().resolve("restore.tar.gz"), "no archive").start();

    assertThat(jenkins.run().end(SOON)).isEqualTo(64);
    assertThat(jenkins.run().said()).contains("is not a whole tar.gz");
  }

  @Test
  void buildsAreLeftOutOnDemandAndOldArchivesGo() {
    backingUp().run().kill();
    jenkins.with("PACER_BACKUP_BUILDS", "false");
    jenkins.put(backups().resolve("pacer-20250101T000000Z.tar.gz"), "old");
    jenkins.put(backups().resolve("pacer-20250102T000000Z.tar.gz"), "old");
    jenkins.put(jenkins.home().resolve(".pacer/backup-good"), "1000000000\n");
    jenkins.start().run().untilSaid("backup pacer-", SOON);

    assertThat(ScriptedJenkins.names(backups()))
        .hasSize(2)
        .contains("pacer-20250102T000000Z.tar.gz");
    assertThat(archived()).contains("./config.xml").noneMatch(file -> file.contains("builds/"));
  }

  @Test
  void aBackupThatFailsIsSaid() {
    backingUp().put(folder.resolve("backups/jenkins/x"), "").run().kill();
    jenkins.with("PACER_BACKUP_PLACE", folder.resolve("said-1").toString());
    jenkins.put(jenkins.home().resolve(".pacer/backup-now"), "").start();

    jenkins.run().untilSaid("backup failed; next try in an hour", SOON);
    assertThat(jenkins.run().runs()).isTrue();
  }
}
