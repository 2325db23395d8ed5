package dev.pacer.simulator.mesos.http;

import dev.pacer.frame.http.Feed;
import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.kernel.Series;
import dev.pacer.simulator.kernel.Turn;
import dev.pacer.simulator.mesos.AgentView;
import dev.pacer.simulator.mesos.ClusterListener;
import dev.pacer.simulator.mesos.FrameworkView;
import dev.pacer.simulator.mesos.MesosModel;
import dev.pacer.simulator.mesos.RecordedStatus;
import dev.pacer.simulator.mesos.TaskView;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** The operator's event stream: RecordIO of SUBSCRIBED, heartbeats and changes (mesos.md 11). */
final class EventStream {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final int MOST_WAITING = 64 * 1024 * 1024;

  private final MesosModel model;
  private final Turn turn;

  EventStream(MesosModel model, Turn turn) {
    this.model = model;
    this.turn = turn;
  }

  /** Begins a stream; within the turn. */
  Reply begin() {
    Feed feed = new Feed(MOST_WAITING);
    Subscriber subscriber = new Subscriber(feed);
    subscriber.send(
        Json.object(
            "type",
            "SUBSCRIBED",
            "subscribed",
            Json.object(
                "get_state",
                OperatorReads.state(model.state()),
                "heartbeat_interval_seconds",
                15.0)));
    subscriber.send(Json.object("type", "HEARTBEAT"));
    model.listen(subscriber);
    Series heartbeats =
        model
            .simulation()
            .every(HEARTBEAT, () -> subscriber.send(Json.object("type", "HEARTBEAT")));
    feed.onClose(
        () ->
            turn.take(
                () -> {
                  heartbeats.cancel();
                  model.unlisten(subscriber);
                  return feed;
                }));
    return Reply.stream(200, "application/json", feed);
  }

  private static final class Subscriber implements ClusterListener {

    private final Feed feed;

    Subscriber(Feed feed) {
      this.feed = feed;
    }

    void send(Map<String, Object> event) {
      byte[] json = Json.bytes(event);
      ByteArrayOutputStream record = new ByteArrayOutputStream(json.length + 16);
      record.writeBytes((json.length + "\n").getBytes(StandardCharsets.US_ASCII));
      record.writeBytes(json);
      feed.send(record.toByteArray());
    }

    private void send(String type, String field, Object value) {
      send(Json.object("type", type, field, value));
    }

    @Override
    public void taskAdded(TaskView task) {
      send("TASK_ADDED", "task_added", Json.object("task", V1Form.task(task)));
    }

    @Override
    public void taskUpdated(TaskView task, RecordedStatus status) {
      send(
          "TASK_UPDATED",
          "task_updated",
          Json.object(
              "framework_id", V1Form.id(task.frameworkId()),
              "status", V1Form.status(status),
              "state", task.state().wireName()));
    }

    @Override
    public void agentAdded(AgentView agent) {
      send("AGENT_ADDED", "agent_added", Json.object("agent", V1Form.agent(agent)));
    }

    @Override
    public void agentRemoved(String agentId) {
      send("AGENT_REMOVED", "agent_removed", Json.object("agent_id", V1Form.id(agentId)));
    }

    @Override
    public void frameworkAdded(FrameworkView framework) {
      send(
          "FRAMEWORK_ADDED",
          "framework_added",
          Json.object("framework", V1Form.framework(framework)));
    }

    @Override
    public void frameworkRemoved(FrameworkView framework) {
      send(
          "FRAMEWORK_REMOVED",
          "framework_removed",
          Json.object("framework_info", V1Form.frameworkInfo(framework.id(), framework.spec())));
    }

    @Override
    public void ended() {
      feed.close();
    }
  }
}
