package dev.pacer.systemtests.packages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.options.Merge;
import dev.pacer.installer.options.OptionsSchema;
import dev.pacer.installer.render.Renderer;
import dev.pacer.installer.render.Rendering;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.PackageFolderReader;
import dev.pacer.installer.universe.PackageJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What one of our packages renders to, by the installer's own renderer. */
final class Rendered {

  private Rendered() {}

  /** The newest revision of a package, as the installer reads it. */
  static PackageJson revision(PackageFiles files) {
    List<PackageJson> revisions = new ArrayList<>();
    try {
      PackageFolderReader.read(
          files.revision(),
          revisions::add,
          problem -> {
            throw new AssertionError(problem);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return revisions.get(0);
  }

  /** What it comes to with some options over the defaults. */
  static Rendering rendering(PackageFiles files, ObjectNode options) {
    return Renderer.render(revision(files), options, Renderer.Strings.STRICT);
  }

  /** Marathon JSON from the defaults with some options over them. */
  static ObjectNode of(PackageFiles files, ObjectNode options) {
    return rendering(files, options)
        .match(
            Rendering.Rendered::marathon,
            failed -> {
              throw new AssertionError("with " + options + ": " + failed);
            });
  }

  /** Options from JSON, for tests. */
  static ObjectNode options(String json) {
    return (ObjectNode) ExactJson.parse(json);
  }

  /** The defaults of a schema. */
  static ObjectNode defaults(JsonNode schema) {
    return new OptionsSchema((ObjectNode) schema).defaults();
  }

  /** One object over another, deeply. */
  static ObjectNode over(ObjectNode below, ObjectNode above) {
    return Merge.over(below, above);
  }
}
