package dev.pacer.installer.universe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the entries of a repository. Cosmos fails the whole repository for one bad entry; this
 * reader says what is wrong with it, so that it can be skipped by name.
 */
public final class PackageJsonReader {
  private static final BigDecimal MOST_RELEASES = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*[a-z0-9]");
  private static final Pattern VERSION = Pattern.compile("[-a-zA-Z0-9.]+");

  private PackageJsonReader() {}

  /**
   * What became of an entry.
   *
   * @param revision the package, unless it is broken
   * @param problem one line that names the package as far as it is known; empty when there is none
   */
  public record Reading(Optional<PackageJson> revision, String problem) {

    /**
     * The package.
     *
     * @throws BrokenPackageException when the entry is broken
     */
    public PackageJson orThrow() {
      return revision.orElseThrow(() -> new BrokenPackageException(problem));
    }
  }

  /** Reads one entry of a repository's {@code packages}. */
  public static Reading read(JsonNode entry) {
    if (!(entry instanceof ObjectNode object)) {
      return broken("an entry", "is no object");
    }
    String title = title(object);
    List<String> problems = new ArrayList<>();
    String written = requireText(object, "packagingVersion", problems);
    String name = requireText(object, "name", problems);
    String version = requireText(object, "version", problems);
    Optional<PackagingVersion> packaging = PackagingVersion.find(written);
    if (packaging.isEmpty() && object.path("packagingVersion").isTextual()) {
      problems.add("packagingVersion is \"%s\", known are 2.0 to 5.0".formatted(written));
    }
    boolean strict = packaging.isPresent() && packaging.get() != PackagingVersion.V2;
    if (strict && !name.isEmpty() && !NAME.matcher(name).matches()) {
      problems.add("name does not match " + NAME);
    }
    if (strict && !version.isEmpty() && !VERSION.matcher(version).matches()) {
      problems.add("version does not match " + VERSION);
    }
    if (name.contains("/") || name.startsWith(".") || name.contains("\n")) {
      problems.add("name may not be a path");
    }
    requireText(object, "maintainer", problems);
    requireText(object, "description", problems);
    if (!object.path("tags").isArray()) {
      problems.add("tags is no list");
    }
    for (String member : new String[] {"config", "resource", "manager"}) {
      JsonNode node = object.path(member);
      if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
        problems.add(member + " is no object");
      }
    }
    long release = release(object.path("releaseVersion"), problems);
    Optional<String> template = template(object.path("marathon"), problems);
    if (packaging.isPresent() && packaging.get() == PackagingVersion.V2 && template.isEmpty()) {
      problems.add("packaging version 2.0 needs marathon.json.mustache");
    }
    if (!problems.isEmpty() || packaging.isEmpty()) {
      return broken(title, String.join("; ", problems));
    }
    return new Reading(
        Optional.of(new PackageJson(packaging.get(), name, version, release, template, object)),
        "");
  }

  /** Makes an entry of a template, a schema and resources given by themselves. */
  public static PackageJson loose(
      PackagingVersion packaging,
      String name,
      String version,
      long release,
      Optional<String> template,
      JsonNode config,
      JsonNode resource) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("packagingVersion", packaging.text());
    entry.put("name", name);
    entry.put("version", version);
    entry.put("releaseVersion", release);
    template.ifPresent(
        text ->
            entry
                .putObject("marathon")
                .put(
                    "v2AppMustacheTemplate",
                    Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
    if (config.isObject()) {
      entry.set("config", config);
    }
    if (resource.isObject()) {
      entry.set("resource", resource);
    }
    return new PackageJson(packaging, name, version, release, template, entry);
  }

  private static Reading broken(String title, String problem) {
    return new Reading(Optional.empty(), title + ": " + problem);
  }

  private static String title(ObjectNode entry) {
    JsonNode name = entry.path("name");
    String title = name.isTextual() ? name.textValue() : "a package without a name";
    JsonNode release = entry.path("releaseVersion");
    return release.isNumber() ? title + " (release " + release.asText() + ")" : title;
  }

  private static String requireText(ObjectNode entry, String member, List<String> problems) {
    JsonNode node = entry.path(member);
    if (!node.isTextual()) {
      problems.add(
          member + (node.isMissingNode() || node.isNull() ? " is missing" : " is no text"));
      return "";
    }
    return node.textValue();
  }

  private static long release(JsonNode node, List<String> problems) {
    if (node.isNumber()) {
      BigDecimal number = node.decimalValue();
      boolean whole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
      if (whole && number.signum() >= 0 && number.compareTo(MOST_RELEASES) <= 0) {
        return number.longValueExact();
      }
    }
    problems.add("releaseVersion is no whole number from 0");
    return 0;
  }

  private static Optional<String> template(JsonNode marathon, List<String> problems) {
    if (marathon.isMissingNode() || marathon.isNull()) {
      return Optional.empty();
    }
    JsonNode encoded = marathon.path("v2AppMustacheTemplate");
    if (!encoded.isTextual()) {
      problems.add("marathon/v2AppMustacheTemplate is no text");
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded.textValue());
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      problems.add("marathon/v2AppMustacheTemplate is no base64");
    }
    return Optional.empty();
  }
}
