package dev.pacer.installer.universe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One revision of a package, as the entry of a repository has it. Only {@link PackageJsonReader}
 * makes one, so what is required is there.
 *
 * @param packagingVersion the format it is written in
 * @param name the package's name
 * @param version its own version string: opaque, shown to users
 * @param releaseVersion the number that orders revisions
 * @param template the Marathon template, decoded; empty when it has none
 * @param entry the whole entry; null members are absent ones
 */
public record PackageJson(
    PackagingVersion packagingVersion,
    String name,
    String version,
    long releaseVersion,
    Optional<String> template,
    ObjectNode entry) {

  /** {@code minDcosReleaseVersion} above this means that the revision is withdrawn. */
  private static final int NEWEST_BELIEVABLE_DCOS = 99;

  /** The options' JSON Schema, as written. */
  public Optional<ObjectNode> config() {
    return entry.get("config") instanceof ObjectNode config
        ? Optional.of(config)
        : Optional.empty();
  }

  /** The resources, as written; {@link #typedResource} is what templates see. */
  public Optional<ObjectNode> resource() {
    return entry.get("resource") instanceof ObjectNode resource
        ? Optional.of(resource)
        : Optional.empty();
  }

  /**
   * The resources as Cosmos' typed classes hand them on: unknown members gone, absent ones null.
   */
  public Optional<ObjectNode> typedResource() {
    return resource().map(written -> ResourceJson.typed(written, packagingVersion));
  }

  public String description() {
    return text("description").orElse("");
  }

  public String maintainer() {
    return text("maintainer").orElse("");
  }

  public List<String> tags() {
    return texts("tags");
  }

  /** Whether the Universe's keepers recommend it. */
  public boolean selected() {
    return entry.path("selected").asBoolean(false);
  }

  public boolean framework() {
    return entry.path("framework").asBoolean(false);
  }

  public boolean hasKnownIssues() {
    return entry.path("hasKnownIssues").asBoolean(false);
  }

  /** Versions that may be updated to this one; {@code *} for any. Empty: none. */
  public List<String> upgradesFrom() {
    return texts("upgradesFrom");
  }

  /** Versions that this one may go back to; {@code *} for any. Empty: none. */
  public List<String> downgradesTo() {
    return texts("downgradesTo");
  }

  /** The package of the service that installs this one (packaging version 5.0). */
  public Optional<String> managedBy() {
    JsonNode name = entry.path("manager").path("packageName");
    return name.isTextual() ? Optional.of(name.textValue()) : Optional.empty();
  }

  public Optional<String> minDcosReleaseVersion() {
    return text("minDcosReleaseVersion");
  }

  /** Whether it is hidden, by a DC/OS version that never was (999, 9999). */
  public boolean withdrawn() {
    return minDcosReleaseVersion()
        .map(least -> least.split("\\.", 2)[0])
        .filter(first -> first.matches("\\d+"))
        .map(first -> first.length() > 9 || Integer.parseInt(first) > NEWEST_BELIEVABLE_DCOS)
        .orElse(false);
  }

  /** The names of the licences that it is under. */
  public List<String> licences() {
    List<String> all = new ArrayList<>();
    for (JsonNode licence : entry.path("licenses")) {
      all.add(licence.path("name").asText(""));
    }
    return List.copyOf(all);
  }

  /** The names of the sets of options that it offers (a format extension of ours). */
  public List<String> profiles() {
    List<String> all = new ArrayList<>();
    entry.path("config").path("x-profiles").fieldNames().forEachRemaining(all::add);
    return List.copyOf(all);
  }

  /** The whole entry over several lines, the template as text. */
  public String pretty() {
    ObjectNode shown = entry.deepCopy();
    shown.remove("marathon");
    template.ifPresent(text -> shown.put("template", text));
    return ExactJson.pretty(shown);
  }

  /** A member that is text and not null. */
  public Optional<String> text(String member) {
    JsonNode node = entry.path(member);
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }

  private List<String> texts(String member) {
    List<String> all = new ArrayList<>();
    for (JsonNode element : entry.path(member)) {
      if (element.isTextual()) {
        all.add(element.textValue());
      }
    }
    return List.copyOf(all);
  }

  /** As users write it: name and version. */
  @Override
  public String toString() {
    return name + " " + version;
  }
}
