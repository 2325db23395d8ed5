package dev.pacer.installer.installation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.cluster.marathon.App;
import dev.pacer.cluster.marathon.AppId;
import dev.pacer.cluster.marathon.Definition;
import dev.pacer.cluster.marathon.MarathonClient;
import dev.pacer.installer.labels.LabelledJson;
import dev.pacer.installer.options.GivenOptions;
import dev.pacer.installer.options.OptionTree;
import dev.pacer.installer.plan.ChangePlan;
import dev.pacer.installer.render.Preparation;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.PackageJson;
import dev.pacer.installer.universe.PackageJsonReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is installed and live, and holds what is wanted against it. */
public final class PlanReader {
  private final MarathonClient marathon;

  public PlanReader(MarathonClient marathon) {
    this.marathon = marathon;
  }

  /**
   * A plan and what carries it out.
   *
   * @param id of the app or group
   * @param apps one for each app
   * @param toSend the whole definition; for a change of a group without its id
   * @param exists whether there is something at that id already
   * @param secretive whether the package has secret options, so that no value may be shown that
   *     could hold one
   */
  public record Planned(
      String id,
      boolean group,
      List<ChangePlan> apps,
      Definition toSend,
      boolean exists,
      boolean secretive) {

    /** Copies the list. */
    public Planned {
      apps = List.copyOf(apps);
    }

    /** Whether anything would be sent. */
    public boolean pending() {
      return apps.stream().anyMatch(ChangePlan::pending);
    }

    /** Why Marathon will not do it. */
    public List<String> refusals() {
      return apps.stream()
          .flatMap(app -> app.refusals().stream().map(why -> app.id() + ": " + why))
          .toList();
    }

    /** Whether somebody changed it by hand. */
    public boolean changedByHand() {
      return apps.stream().anyMatch(app -> !app.byHand().isEmpty());
    }
  }

  /** Holds what is wanted against what is there. */
  public Planned read(
      PackageJson revision, LabelledJson wanted, String id, Optional<Installation> there) {
    Map<String, ObjectNode> installed =
        there.flatMap(PlanReader::installed).map(json -> apps(json, id)).orElse(Map.of());
    Map<String, ObjectNode> live = live(id, there);
    List<ChangePlan> plans = new ArrayList<>();
    boolean group = wanted.group();
    ObjectNode sent = wanted.marathon().deepCopy();
    Map<String, ObjectNode> all = apps(wanted.marathon(), id);
    all.forEach(
        (app, json) ->
            plans.add(
                ChangePlan.decide(
                    app,
                    Optional.ofNullable(installed.get(app)),
                    json,
                    Optional.ofNullable(live.get(app)))));
    live.keySet().stream()
        .filter(app -> !all.containsKey(app))
        .forEach(
            app ->
                plans.add(
                    new ChangePlan(app, ChangePlan.Kind.REMOVE, List.of(), List.of(), List.of())));
    return new Planned(
        id,
        group,
        plans,
        new Definition(
            ExactJson.write(
                group ? group(sent, installed, live, id) : app(sent, installed, live, id))),
        !live.isEmpty(),
        !OptionTree.of(revision).secrets().isEmpty());
  }

  private static ObjectNode app(
      ObjectNode wanted,
      Map<String, ObjectNode> installed,
      Map<String, ObjectNode> live,
      String id) {
    ObjectNode now = live.get(id);
    return now == null
        ? wanted
        : ChangePlan.toSend(Optional.ofNullable(installed.get(id)), wanted, now);
  }

  private static ObjectNode group(
      ObjectNode wanted,
      Map<String, ObjectNode> installed,
      Map<String, ObjectNode> live,
      String id) {
    if (live.isEmpty()) {
      return wanted;
    }
    // A nested group is put without its id: marathon.md T19.
    wanted.remove("id");
    ArrayNode apps = ExactJson.object().arrayNode();
    apps(wanted, id).forEach((app, json) -> apps.add(app(json, installed, live, app)));
    wanted.set("apps", apps);
    return wanted;
  }

  private static Map<String, ObjectNode> apps(ObjectNode json, String id) {
    Map<String, ObjectNode> apps = new LinkedHashMap<>();
    if (!json.path("apps").isArray() && !json.path("groups").isArray()) {
      apps.put(id, json);
      return apps;
    }
    for (JsonNode app : json.path("apps")) {
      if (app instanceof ObjectNode object) {
        apps.put(absolute(object.path("id").asText(""), id), object);
      }
    }
    for (JsonNode below : json.path("groups")) {
      if (below instanceof ObjectNode object) {
        apps.putAll(apps(object, absolute(object.path("id").asText(""), id)));
      }
    }
    return apps;
  }

  private static String absolute(String id, String group) {
    return id.startsWith("/") ? id : group + "/" + id;
  }

  private Map<String, ObjectNode> live(String id, Optional<Installation> there) {
    Map<String, ObjectNode> live = new LinkedHashMap<>();
    List<AppId> ids =
        there.map(one -> one.apps().stream().map(App::id).toList()).orElse(List.of(new AppId(id)));
    for (AppId app : ids) {
      marathon
          .apps()
          .findDefinition(app)
          .map(definition -> ExactJson.parse(definition.json()))
          .filter(ObjectNode.class::isInstance)
          .ifPresent(json -> live.put(app.path(), (ObjectNode) json));
    }
    return live;
  }

  /** What its labels say was installed, rendered again; empty where they do not hold enough. */
  private static Optional<ObjectNode> installed(Installation there) {
    if (there.contents().definition().isEmpty() || there.contents().options().isEmpty()) {
      return Optional.empty();
    }
    Optional<PackageJson> revision =
        PackageJsonReader.read(there.contents().definition().get()).revision();
    return revision.flatMap(
        revised -> {
          GivenOptions options = new GivenOptions(there.contents().options().get());
          Preparation.Result result =
              Preparation.prepare(revised, new Preparation.Wish(options, Optional.empty(), true));
          if (!(result instanceof Preparation.Prepared prepared)) {
            return Optional.empty();
          }
          if (!prepared.id().equals(there.id()) && !prepared.group()) {
            prepared.marathon().put("id", there.id());
          }
          return Optional.of(
              LabelledJson.of(revised, there.contents().source().orElse(""), prepared).marathon());
        });
  }
}
