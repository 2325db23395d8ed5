package dev.pacer.autoscaler.journal.stored;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.autoscaler.journal.AgentDrain;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceId;

/** The record at {@code agents/<id>}. */
final class DrainJson {

  private DrainJson() {}

  static String write(AgentDrain drain) {
    return RecordJson.text(
        RecordJson.record()
            .put("agent", drain.agent())
            .put("hostname", drain.hostname())
            .put("group", drain.group().text())
            .put("instance", drain.instance().text())
            .put("state", drain.state().name())
            .put("since", drain.since().toString()));
  }

  static AgentDrain read(String text) {
    JsonNode node = RecordJson.read(text);
    return new AgentDrain(
        RecordJson.string(node, "agent"),
        RecordJson.string(node, "hostname"),
        new GroupName(RecordJson.string(node, "group")),
        new InstanceId(RecordJson.string(node, "instance")),
        AgentDrain.State.valueOf(RecordJson.string(node, "state")),
        RecordJson.instant(node, "since"));
  }
}
