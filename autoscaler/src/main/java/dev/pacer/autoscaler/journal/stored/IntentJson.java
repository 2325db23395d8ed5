package dev.pacer.autoscaler.journal.stored;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.autoscaler.journal.Intent;
import dev.pacer.cluster.aws.GroupName;
import dev.pacer.cluster.aws.InstanceId;

/** The record at {@code intents/<id>}. */
final class IntentJson {

  private IntentJson() {}

  /**
   * The record.
   *
   * @param epoch of the leader that writes it
   */
  static String write(Intent intent, long epoch) {
    ObjectNode node =
        RecordJson.record()
            .put("id", intent.id())
            .put("epoch", epoch)
            .put("group", intent.group().text())
            .put("createdAt", intent.createdAt().toString())
            .put("answer", intent.answer().name());
    if (intent instanceof Intent.Raise raise) {
      node.put("kind", "raise").put("base", raise.base()).put("target", raise.target());
    } else if (intent instanceof Intent.Termination termination) {
      node.put("kind", "termination")
          .put("instance", termination.instance().text())
          .put("agent", termination.agent());
    }
    return RecordJson.text(node);
  }

  static Intent read(String text) {
    JsonNode node = RecordJson.read(text);
    String id = RecordJson.string(node, "id");
    GroupName group = new GroupName(RecordJson.string(node, "group"));
    Intent.Answer answer = Intent.Answer.valueOf(RecordJson.string(node, "answer"));
    String kind = RecordJson.string(node, "kind");
    return switch (kind) {
      case "raise" ->
          new Intent.Raise(
              id,
              group,
              RecordJson.integer(node, "base"),
              RecordJson.integer(node, "target"),
              RecordJson.instant(node, "createdAt"),
              answer);
      case "termination" ->
          new Intent.Termination(
              id,
              group,
              new InstanceId(RecordJson.string(node, "instance")),
              RecordJson.string(node, "agent"),
              RecordJson.instant(node, "createdAt"),
              answer);
      default -> throw new IllegalArgumentException("it is of an unknown kind, " + kind);
    };
  }
}
