package dev.pacer.installer.labels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.options.OptionValues;
import dev.pacer.installer.render.Preparation;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.PackageJson;
import java.util.List;
import java.util.Map;

/**
 * An app or a group as it is sent: with the labels by which it is found again. In a group every app
 * says which installation it belongs to, and the first one carries options and definition, which
 * are long.
 *
 * @param marathon what is sent
 */
public record LabelledJson(ObjectNode marathon) {

  /** Without labels of ours. */
  public static LabelledJson bare(Preparation.Prepared prepared) {
    return new LabelledJson(prepared.marathon());
  }

  /** With the five labels of Cosmos, and for groups the one that says which. */
  public static LabelledJson of(
      PackageJson revision, String source, Preparation.Prepared prepared) {
    ObjectNode marathon = prepared.marathon().deepCopy();
    Map<String, String> labels =
        LabelsWriter.labels(
            revision, source, OptionValues.withoutSecrets(revision, prepared.options()).json());
    if (!prepared.group()) {
      put(marathon, labels);
      return new LabelledJson(marathon);
    }
    boolean first = true;
    for (ObjectNode app : apps(marathon)) {
      put(app, first ? labels : Map.of());
      for (String label : List.of(PackageLabel.NAME, PackageLabel.VERSION, PackageLabel.SOURCE)) {
        put(app, Map.of(label, String.valueOf(labels.get(label))));
      }
      put(app, Map.of(PackageLabel.GROUP, prepared.id()));
      first = false;
    }
    return new LabelledJson(marathon);
  }

  private static List<ObjectNode> apps(ObjectNode group) {
    List<ObjectNode> all = new java.util.ArrayList<>();
    for (JsonNode app : group.path("apps")) {
      if (app instanceof ObjectNode object) {
        all.add(object);
      }
    }
    for (JsonNode below : group.path("groups")) {
      if (below instanceof ObjectNode object) {
        all.addAll(apps(object));
      }
    }
    return all;
  }

  private static void put(ObjectNode app, Map<String, String> labels) {
    ObjectNode all =
        app.get("labels") instanceof ObjectNode given ? given : app.putObject("labels");
    labels.forEach(all::put);
  }

  /** Whether it is a group and not an app. */
  public boolean group() {
    return marathon.path("apps").isArray() || marathon.path("groups").isArray();
  }

  /** Over several lines. */
  public String pretty() {
    return ExactJson.pretty(marathon);
  }
}
