package dev.pacer.conformance.universe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.labels.InstalledJson;
import dev.pacer.installer.labels.LabelsReader;
import dev.pacer.installer.render.Renderer;
import dev.pacer.installer.render.Rendering;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.PackageJson;
import dev.pacer.installer.universe.PackageJsonReader;
import dev.pacer.installer.universe.PackagingVersion;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One row: what to render or decode, and perhaps what must come of it. */
record UniverseCase(ObjectNode row) {

  private static final String OK = "ok";

  /** Finds a revision of the repositories. */
  @FunctionalInterface
  interface Packages {
    Optional<PackageJson> find(String name, BigDecimal release);
  }

  /** The answer as a line of JSON, and whether it is the expected one where one is told. */
  record Answer(ObjectNode line, Optional<Boolean> right) {}

  /** The revision that it names, if it names one. */
  Optional<String> packageName() {
    return fromRow() || row.has("labels")
        ? Optional.empty()
        : Optional.of(row.path("package").asText(""));
  }

  private boolean fromRow() {
    return row.has("template");
  }

  Answer run(Packages packages) {
    return row.path("labels") instanceof ObjectNode labels ? decode(labels) : render(packages);
  }

  private Answer render(Packages packages) {
    ObjectNode line = line("defaults");
    Optional<PackageJson> revision = fromRow() ? Optional.of(loose()) : named(packages);
    if (revision.isEmpty()) {
      line.put("outcome", "PackageNotFound");
      line.putNull("marathon");
    } else {
      ObjectNode options =
          row.path("options") instanceof ObjectNode given ? given : ExactJson.object();
      Rendering rendering = Renderer.render(revision.get(), options, Renderer.Strings.STRICT);
      if (rendering instanceof Rendering.Rendered rendered) {
        line.put("outcome", OK);
        line.set("marathon", rendered.marathon());
      } else if (rendering instanceof Rendering.Failed failed) {
        line.put("outcome", failed.reason().code());
        line.putNull("marathon");
      }
    }
    return new Answer(line, judge(line));
  }

  private Optional<Boolean> judge(ObjectNode line) {
    if (!row.has("renderable") && !row.has("reason") && !row.has("marathon")) {
      return Optional.empty();
    }
    boolean renderable =
        row.has("renderable")
            ? row.path("renderable").asBoolean()
            : row.path("reason").asText("").isEmpty();
    String wanted = renderable ? OK : row.path("reason").asText("");
    boolean outcome = wanted.equals(line.path("outcome").asText());
    return Optional.of(
        outcome && (!renderable || ExactJson.equal(row.path("marathon"), line.path("marathon"))));
  }

  private Answer decode(ObjectNode written) {
    ObjectNode line = line("labels");
    Map<String, String> labels = new LinkedHashMap<>();
    written.properties().forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
    Optional<InstalledJson> read = LabelsReader.read(labels);
    line.put("outcome", read.isPresent() ? OK : "no-package");
    line.putNull("marathon");
    read.ifPresent(installed -> line.set("installed", json(installed)));
    if (!(row.path("expect") instanceof ObjectNode expect)) {
      return new Answer(line, Optional.empty());
    }
    boolean right = read.isPresent() && ExactJson.equal(expect, line.path("installed"));
    return new Answer(line, Optional.of(right));
  }

  private static ObjectNode json(InstalledJson installed) {
    ObjectNode json = ExactJson.object();
    json.put("name", installed.name());
    json.put("version", installed.version());
    installed.releaseVersion().ifPresent(release -> json.put("releaseVersion", release));
    installed.source().ifPresent(source -> json.put("source", source));
    installed.options().ifPresent(options -> json.set("options", options));
    installed.definition().ifPresent(definition -> json.set("definition", definition));
    return json;
  }

  private ObjectNode line(String usualCase) {
    ObjectNode line = ExactJson.object();
    for (String member : new String[] {"package", "releaseVersion"}) {
      line.set(member, row.has(member) ? row.get(member) : nothing());
    }
    JsonNode named = row.path("case");
    line.put("case", named.isTextual() ? named.textValue() : usualCase);
    return line;
  }

  private static JsonNode nothing() {
    return ExactJson.object().nullNode();
  }

  private Optional<PackageJson> named(Packages packages) {
    JsonNode release = row.path("releaseVersion");
    return release.isNumber()
        ? packages.find(row.path("package").asText(""), release.decimalValue())
        : Optional.empty();
  }

  private PackageJson loose() {
    PackagingVersion packaging =
        PackagingVersion.find(row.path("packagingVersion").asText("")).orElse(PackagingVersion.V4);
    JsonNode template = row.path("template");
    return PackageJsonReader.loose(
        packaging,
        row.path("package").asText("case"),
        "0",
        0,
        template.isTextual() ? Optional.of(template.textValue()) : Optional.empty(),
        row.path("config"),
        row.path("resource"));
  }
}
