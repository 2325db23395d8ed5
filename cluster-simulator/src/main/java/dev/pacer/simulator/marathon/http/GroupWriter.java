package dev.pacer.simulator.marathon.http;

import dev.pacer.simulator.marathon.definition.GroupNode;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.event.EventBus;
import dev.pacer.simulator.marathon.json.Doc;
import java.util.ArrayList;
import java.util.List;

/** Groups as {@code /v2/groups} shows them (marathon.md 4.5). */
final class GroupWriter {

  private final AppWriter apps;
  private final Embeds embeds;

  GroupWriter(AppWriter apps, Embeds embeds) {
    this.apps = apps;
    this.embeds = embeds;
  }

  Doc group(GroupNode group) {
    List<Doc> ownApps = new ArrayList<>();
    List<Doc> ownPods = new ArrayList<>();
    for (RunSpec spec : group.specs().values()) {
      if (spec.isPod()) {
        ownPods.add(PodWriter.spec(spec));
      } else {
        ownApps.add(
            embeds.appsInDetail() ? apps.detail(spec, embeds, false) : AppWriter.spec(spec));
      }
    }
    return Doc.of(
        "id",
        group.id(),
        "apps",
        embeds.group("apps") ? ownApps : List.of(),
        "pods",
        embeds.group("pods") ? ownPods : List.of(),
        "groups",
        embeds.group("groups")
            ? group.groups().values().stream().map(this::group).toList()
            : List.of(),
        "dependencies",
        group.dependencies(),
        "version",
        EventBus.time(group.version()),
        "enforceRole",
        group.enforceRole());
  }
}
