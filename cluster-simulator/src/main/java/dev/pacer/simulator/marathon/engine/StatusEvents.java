package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.marathon.instance.AgentInfo;
import dev.pacer.simulator.marathon.instance.Instance;
import dev.pacer.simulator.marathon.instance.TaskEntry;
import dev.pacer.simulator.marathon.json.Doc;
import java.util.List;

/** {@code status_update_event}s. */
final class StatusEvents {

  private StatusEvents() {}

  static void publish(Core core, Instance instance, TaskEntry task, String state, String message) {
    AgentInfo agent = instance.agent();
    String host = agent == null ? "" : agent.host();
    boolean addressed =
        !instance.spec().isPod() || task.startedAt() != null || state.equals("TASK_RUNNING");
    core.events()
        .publish(
            "status_update_event",
            "slaveId",
            agent == null ? "" : agent.agentId(),
            "taskId",
            task.taskId(),
            "taskStatus",
            state,
            "message",
            message,
            "appId",
            instance.specId(),
            "host",
            host,
            "ipAddresses",
            addressed ? List.of(Doc.of("ipAddress", host, "protocol", "IPv4")) : List.of(),
            "ports",
            task.ports(),
            "version",
            instance.spec().version());
  }
}
