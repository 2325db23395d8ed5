package dev.pacer.simulator.marathon.definition;

import dev.pacer.simulator.marathon.json.Doc;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is read out of a definition once, when a version is made. */
record SpecReading(Needs needs, List<Constraint> constraints, List<HealthCheck> healthChecks) {

  static SpecReading of(RunSpec.Kind kind, Doc doc) {
    return kind == RunSpec.Kind.POD ? ofPod(doc) : ofApp(doc);
  }

  private static SpecReading ofApp(Doc doc) {
    List<Constraint> constraints = new ArrayList<>();
    for (Object raw : doc.list("constraints")) {
      constraints.add(constraint((List<?>) raw));
    }
    List<Needs.Volume> volumes = new ArrayList<>();
    for (Doc volume : doc.doc("container").docs("volumes")) {
      Doc persistent = volume.findDoc("persistent");
      if (persistent != null) {
        volumes.add(volume(volume.textOr("containerPath", ""), persistent));
      }
    }
    List<@Nullable Integer> hostPorts = null;
    int anyPorts = 0;
    Doc container = doc.doc("container");
    if (container.has("portMappings") && !container.docs("portMappings").isEmpty()) {
      hostPorts = new ArrayList<>();
      for (Doc mapping : container.docs("portMappings")) {
        hostPorts.add(mapping.has("hostPort") ? mapping.wholeOr("hostPort", 0) : null);
      }
    } else if (doc.flag("requirePorts")) {
      hostPorts = new ArrayList<>();
      for (Doc definition : doc.docs("portDefinitions")) {
        hostPorts.add(definition.wholeOr("port", 0));
      }
    } else {
      anyPorts = doc.docs("portDefinitions").size();
    }
    Needs needs =
        new Needs(
            doc.decimalOr("cpus", 1),
            doc.decimalOr("mem", 128),
            doc.decimalOr("disk", 0),
            doc.wholeOr("gpus", 0),
            hostPorts,
            anyPorts,
            volumes);
    return new SpecReading(
        needs,
        List.copyOf(constraints),
        doc.docs("healthChecks").stream().map(HealthCheck::ofApp).toList());
  }

  private static SpecReading ofPod(Doc doc) {
    BigDecimal cpus = exact(doc.doc("executorResources"), "cpus");
    BigDecimal mem = exact(doc.doc("executorResources"), "mem");
    BigDecimal disk = exact(doc.doc("executorResources"), "disk");
    int gpus = 0;
    List<@Nullable Integer> hostPorts = new ArrayList<>();
    List<HealthCheck> healthChecks = new ArrayList<>();
    for (Doc container : doc.docs("containers")) {
      Doc resources = container.doc("resources");
      cpus = cpus.add(exact(resources, "cpus"));
      mem = mem.add(exact(resources, "mem"));
      disk = disk.add(exact(resources, "disk"));
      gpus += resources.wholeOr("gpus", 0);
      for (Doc endpoint : container.docs("endpoints")) {
        hostPorts.add(endpoint.has("hostPort") ? endpoint.wholeOr("hostPort", 0) : null);
      }
      Doc check = container.findDoc("healthCheck");
      if (check != null) {
        healthChecks.add(HealthCheck.of(true, check));
      }
    }
    List<Constraint> constraints =
        doc.doc("scheduling").doc("placement").docs("constraints").stream()
            .map(c -> new Constraint(c.text("fieldName"), c.text("operator"), c.findText("value")))
            .toList();
    List<Needs.Volume> volumes = new ArrayList<>();
    for (Doc volume : doc.docs("volumes")) {
      Doc persistent = volume.findDoc("persistent");
      if (persistent != null) {
        volumes.add(volume(volume.textOr("name", ""), persistent));
      }
    }
    Needs needs =
        new Needs(
            cpus.doubleValue(), mem.doubleValue(), disk.doubleValue(), gpus, hostPorts, 0, volumes);
    return new SpecReading(needs, constraints, healthChecks);
  }

  private static BigDecimal exact(Doc resources, String name) {
    return BigDecimal.valueOf(resources.decimalOr(name, 0));
  }

  static Constraint constraint(List<?> raw) {
    return new Constraint(
        String.valueOf(raw.get(0)),
        String.valueOf(raw.get(1)),
        raw.size() > 2 ? String.valueOf(raw.get(2)) : null);
  }

  private static Needs.Volume volume(String name, Doc persistent) {
    List<Constraint> constraints = new ArrayList<>();
    for (Object raw : persistent.list("constraints")) {
      constraints.add(constraint((List<?>) raw));
    }
    return new Needs.Volume(
        name,
        persistent.textOr("type", "root"),
        persistent.longOr("size", 0),
        persistent.has("maxSize") ? persistent.longOr("maxSize", 0) : null,
        persistent.findText("profileName"),
        constraints);
  }
}
