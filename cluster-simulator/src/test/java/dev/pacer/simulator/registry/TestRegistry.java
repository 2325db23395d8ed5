package dev.pacer.simulator.registry;

import dev.pacer.cluster.time.Pause;
import dev.pacer.frame.http.Headers;
import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.simulator.kernel.Turn;
import dev.pacer.simulator.registry.http.RegistryFace;
import dev.pacer.simulator.scenario.Scenario;
import dev.pacer.simulator.scenario.ScenarioReader;
import dev.pacer.simulator.world.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A world with one registry on a virtual clock, and how clients ask it. */
final class TestRegistry {

  static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
  private static final Pattern TOKEN = Pattern.compile("\"(?:access_)?token\":\"([^\"]+)\"");

  final World world;
  final RegistryModel model;
  final List<Duration> pauses = new ArrayList<>();
  private final RegistryFace face;

  /** A registry of that kind with team/app (users), open/app (everybody), closed/app (nobody). */
  TestRegistry(String kind, String more) {
    String users =
        kind.equals("basic") || kind.equals("bearer") ? "users: {puller: 's3cr:et'}" : "";
    Scenario scenario =
        ScenarioReader.FILE
            .read(
                "scenario",
                """
                version: 1
                registries:
                - name: test
                  kind: %s
                  %s
                  repositories:
                  - {name: team/app, tags: ['1', '2']}
                  - {name: open/app, access: everybody, tags: ['1']}
                  - {name: closed/app, access: nobody, tags: ['1']}
                %s
                """
                    .formatted(kind, users, more.indent(2)),
                Path.of("."))
            .orThrow();
    world = World.inProcess(scenario, START, 1);
    model = world.registries().named("test");
    Pause pause = pauses::add;
    face = new RegistryFace(model, Turn.direct(), pause);
  }

  Reply ask(String method, String target, String authorization) {
    Headers headers = Headers.of("Host", "127.0.0.1:5000");
    return face.handle(
        Request.of(
            method,
            target,
            authorization.isEmpty() ? headers : headers.plus("Authorization", authorization),
            new byte[0]));
  }

  Reply post(String target, String form) {
    return face.handle(
        Request.of(
            "POST",
            target,
            Headers.of("Content-Type", "application/x-www-form-urlencoded"),
            form.getBytes(StandardCharsets.UTF_8)));
  }

  static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** A new ECR token of the account, as {@code Authorization: Basic} has it. */
  String ecrLogin() {
    return "Basic " + world.aws().registryTokens().issue().authorizationToken();
  }

  /** Goes to the realm with a login for one repository. */
  String bearer(String repository, String login) {
    Reply reply = ask("GET", "/token?service=test&scope=repository:" + repository + ":pull", login);
    return "Bearer " + token(reply);
  }

  static String token(Reply reply) {
    Matcher matcher = TOKEN.matcher(reply.text());
    if (reply.status() != 200 || !matcher.find()) {
      throw new AssertionError(reply.status() + " " + reply.text());
    }
    return matcher.group(1);
  }

  void advance(Duration time) {
    world.simulation().advance(time);
  }
}
