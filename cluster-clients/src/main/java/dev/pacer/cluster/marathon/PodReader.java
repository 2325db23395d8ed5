package dev.pacer.cluster.marathon;

import dev.pacer.cluster.AgentId;
import dev.pacer.cluster.http.Json;
import dev.pacer.cluster.http.JsonObject;
import dev.pacer.cluster.marathon.RunSpec.PersistentVolume;
import dev.pacer.cluster.marathon.RunSpec.Placement;
import dev.pacer.cluster.marathon.RunSpec.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads pods and their status (marathon.md 4.6). */
final class PodReader {

  private PodReader() {}

  /** One version of a pod. */
  static PodSpec spec(JsonObject json) {
    return Json.convert(json, PodReader::specOf);
  }

  /** A pod with its instances. */
  static PodStatus status(JsonObject json) {
    return Json.convert(
        json,
        j ->
            new PodStatus(
                specOf(j.requireObject("spec")),
                state(j),
                j.requireInstant("statusSince"),
                j.objects("instances", PodReader::instance)));
  }

  private static PodSpec specOf(JsonObject json) {
    Optional<JsonObject> scheduling = json.findObject("scheduling");
    Optional<JsonObject> placement = scheduling.flatMap(s -> s.findObject("placement"));
    return new PodSpec(
        new PodSpec.Identity(
            new AppId(json.requireText("id")),
            SpecReader.version(json, "version"),
            json.findObject("scaling").flatMap(s -> s.findInt("instances")).orElse(1)),
        json.objects("containers", PodReader::container),
        json.findObject("executorResources").map(SpecReader::resources).orElse(TaskResources.NONE),
        SpecReader.networks(json),
        new Placement(
            placement.map(SpecReader::podConstraints).orElse(List.of()),
            placement.flatMap(p -> p.findTexts("acceptedResourceRoles")),
            json.findText("role")),
        new Rollout(
            SpecReader.upgrade(scheduling.flatMap(s -> s.findObject("upgrade"))),
            scheduling.map(SpecReader::unreachable).orElseGet(() -> SpecReader.unreachable(json)),
            SpecReader.backoff(
                scheduling.flatMap(s -> s.findObject("backoff")), "backoff", "maxLaunchDelay"),
            scheduling.map(SpecReader::killSelection).orElse(RunSpec.KillSelection.YOUNGEST_FIRST),
            Optional.empty()),
        new PodSpec.Extras(json.textMap("labels"), volumes(json)));
  }

  private static PodSpec.Container container(JsonObject json) {
    return new PodSpec.Container(
        json.requireText("name"),
        json.findObject("resources").map(SpecReader::resources).orElse(TaskResources.NONE),
        json.objects(
            "endpoints",
            e ->
                new PodSpec.Endpoint(
                    e.requireText("name"),
                    e.findInt("containerPort"),
                    e.findInt("hostPort"),
                    e.texts("protocol"))),
        json.findObject("image").flatMap(i -> i.findText("id")));
  }

  private static List<PersistentVolume> volumes(JsonObject json) {
    List<PersistentVolume> all = new ArrayList<>();
    for (JsonObject volume : json.objects("volumes")) {
      volume
          .findObject("persistent")
          .ifPresent(
              p -> all.add(SpecReader.persistentVolume(p, volume.findText("name").orElse(""))));
    }
    return all;
  }

  private static PodStatus.Instance instance(JsonObject json) {
    return new PodStatus.Instance(
        new InstanceId(json.requireText("id")),
        state(json),
        json.requireInstant("statusSince"),
        json.findText("agentHostname"),
        json.findText("agentId").map(AgentId::new),
        json.findObject("resources").map(SpecReader::resources).orElse(TaskResources.NONE),
        json.objects(
            "containers",
            c ->
                new PodStatus.ContainerStatus(
                    c.requireText("name"),
                    TaskState.parse(c.requireText("status")),
                    c.findText("containerId").map(TaskId::new),
                    c.objects(
                        "endpoints",
                        e ->
                            new PodStatus.Endpoint(
                                e.requireText("name"),
                                e.findInt("allocatedHostPort"),
                                e.findBoolean("healthy"))))));
  }

  private static PodStatus.State state(JsonObject json) {
    String text = json.requireText("status");
    for (PodStatus.State state : PodStatus.State.values()) {
      if (state.name().equals(text)) {
        return state;
      }
    }
    return PodStatus.State.UNRECOGNISED;
  }
}
