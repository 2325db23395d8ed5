package dev.pacer.simulator.marathon.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.marathon.json.Doc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds the simulated event stream against those of real Marathons. */
class EventCaptureTest {

  private final ReplayWorld world =
      new ReplayWorld(new Exchange.Row("real-mesos", "", "GET", "/", 200, "default", "real-1", 1));
  private final List<Doc> events = listen(world);

  private static List<Doc> listen(ReplayWorld world) {
    List<Doc> events = new ArrayList<>();
    world
        .model
        .events()
        .attach(Set.of(), "127.0.0.1", event -> events.add(event.payload()), () -> {});
    return events;
  }

  private void send(String method, String target, String body, int seconds) {
    assertThat(
            world
                .send(
                    "127.0.0.1:8080",
                    method,
                    target,
                    Map.of("Content-Type", "application/json"),
                    body.replace('\'', '"'))
                .status())
        .as(method + " " + target)
        .isBetween(200, 299);
    world.simulation.advance(Duration.ofSeconds(seconds));
  }

  private void theCapturedLife() {
    send(
        "POST",
        "/v2/apps",
        "{'id':'/ops/web','cmd':'sleep 3600','cpus':0.1,'mem':32,'instances':3,"
            + "'constraints':[['hostname','UNIQUE']],'labels':{'team':'infra'}}",
        20);
    send("PUT", "/v2/apps/ops/web", "{'env':{'MODE':'x'}}", 20);
    String task = world.model.now().instances().get("/ops/web").get(0).tasks().get(0).taskId();
    send("DELETE", "/v2/apps/ops/web/tasks/" + task, "", 20);
    send("DELETE", "/v2/apps/ops/web", "", 20);
  }

  /** What is told of one instance; the times of several overlap in another way each time. */
  private static Map<String, List<String>> perInstance(List<Doc> events) {
    Map<String, List<String>> told = new TreeMap<>();
    for (Doc event : events) {
      switch (event.text("eventType")) {
        case "instance_changed_event" ->
            told.computeIfAbsent(event.text("instanceId"), id -> new ArrayList<>())
                .add(event.text("condition") + " " + event.textOr("goal", ""));
        case "status_update_event" -> {
          String task = event.text("taskId");
          String instance = task.substring(0, task.indexOf('.', task.indexOf(".instance-") + 10));
          told.computeIfAbsent(instance, id -> new ArrayList<>())
              .add(event.text("taskStatus") + " " + task.substring(task.lastIndexOf('.')));
        }
        default -> {}
      }
    }
    return told;
  }

  private static List<String> ofDeployments(List<Doc> events) {
    return events.stream()
        .map(event -> event.text("eventType"))
        .filter(type -> !Set.of("instance_changed_event", "status_update_event").contains(type))
        .toList();
  }

  @Test
  void theEventsOfAnAppsLifeComeInTheCapturedOrder() throws Exception {
    List<Doc> real = EventShapes.captured("real-mesos/events-app-lifecycle");
    theCapturedLife();
    assertThat(ofDeployments(events)).isEqualTo(ofDeployments(real));
  }

  @Test
  void anInstancesEventsComeInTheCapturedOrder() throws Exception {
    List<Doc> real = EventShapes.captured("real-mesos/events-app-lifecycle");
    theCapturedLife();
    assertThat(new ArrayList<>(perInstance(events).values()))
        .containsExactlyInAnyOrderElementsOf(perInstance(real).values());
  }
}
