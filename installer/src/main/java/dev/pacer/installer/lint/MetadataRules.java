package dev.pacer.installer.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.installer.universe.PackageJson;
import java.util.Map;
import java.util.function.Consumer;

/** Rules over package.json, resource.json and command.json. */
final class MetadataRules {
  private MetadataRules() {}

  static void check(PackageJson revision, Consumer<Finding> found) {
    JsonNode entry = revision.entry();
    if (revision.withdrawn()) {
      found.accept(
          Rule.WITHDRAWN.at(
              "package.json/minDcosReleaseVersion",
              "is above any DC/OS: the revision is withdrawn",
              "Ask for it by its exact version if you must"));
    }
    if (revision.hasKnownIssues()) {
      found.accept(
          Rule.KNOWN_ISSUES.at(
              "package.json/hasKnownIssues",
              "its makers say that it has known issues",
              "Read its notes before you install it"));
    }
    if (entry.path("manager").isObject()) {
      found.accept(
          Rule.MANAGED.at(
              "package.json/manager",
              "is installed by another service, %s"
                  .formatted(entry.at("/manager/packageName").asText("")),
              "Install that one first"));
    }
    if (entry.path("command").isObject()) {
      found.accept(
          Rule.COMMAND_IGNORED.at(
              "command.json",
              "would run pip on the user's machine, and is never run",
              "Remove it"));
    }
    ascii(entry, found);
    JsonNode assets = entry.path("resource").path("assets");
    for (Map.Entry<String, JsonNode> image : assets.at("/container/docker").properties()) {
      String name = image.getValue().asText("");
      String last = name.substring(name.lastIndexOf('/') + 1);
      if (!last.contains("@") && (!last.contains(":") || last.endsWith(":latest"))) {
        found.accept(
            Rule.IMAGE_NOT_PINNED.at(
                "resource.json/assets/container/docker/" + image.getKey(),
                "'%s' is another image tomorrow".formatted(name),
                "Name a tag or a digest"));
      }
    }
    for (Map.Entry<String, JsonNode> uri : assets.path("uris").properties()) {
      if (uri.getValue().asText("").startsWith("http://")) {
        found.accept(
            Rule.PLAIN_HTTP.at(
                "resource.json/assets/uris/" + uri.getKey(),
                "is fetched without TLS, and run",
                "Use https"));
      }
    }
  }

  private static void ascii(JsonNode entry, Consumer<Finding> found) {
    for (Map.Entry<String, JsonNode> member : entry.properties()) {
      if (!member.getValue().toString().chars().allMatch(c -> c < 128)) {
        found.accept(
            Rule.NOT_ASCII.at(
                member.getKey(),
                "holds characters outside of ASCII, which Cosmos up to 0.6.2 garbles",
                "Write them as \\uXXXX"));
      }
    }
  }
}
