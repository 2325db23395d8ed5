package dev.pacer.installer.lint;

import dev.pacer.installer.universe.PackageJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All rules together. */
public final class PackageLint {
  private PackageLint() {}

  /** What is wrong with one revision, worst first. */
  public static List<Finding> check(PackageJson revision) {
    List<Finding> found = new ArrayList<>();
    Options options = Options.of(revision.config());
    MetadataRules.check(revision, found::add);
    revision.config().ifPresent(schema -> SchemaRules.check(schema, options, found::add));
    revision
        .template()
        .ifPresent(
            template -> {
              TemplateRules.check(template, options, found::add);
              RenderRules.check(revision, options, found::add)
                  .ifPresent(marathon -> ResultRules.check(template, marathon, found::add));
            });
    return found.stream()
        .distinct()
        .sorted(Comparator.comparing(finding -> finding.rule().severity()))
        .toList();
  }

  /**
   * What is wrong with the revisions of one package beside each other.
   *
   * @param revisions of one name, in any order
   */
  public static List<Finding> checkAll(List<PackageJson> revisions) {
    List<Finding> found = new ArrayList<>();
    Map<String, Long> seen = new HashMap<>();
    String before = "";
    for (PackageJson revision :
        revisions.stream().sorted(Comparator.comparing(PackageJson::releaseVersion)).toList()) {
      String version = revision.version();
      Long earlier = seen.putIfAbsent(version, revision.releaseVersion());
      if (earlier != null) {
        found.add(
            Rule.VERSION_TWICE.at(
                revision.name(),
                "releases %d and %d are both version %s; the later one counts"
                    .formatted(earlier, revision.releaseVersion(), version),
                "Give each release a version of its own"));
      }
      if (backwards(before, version)) {
        found.add(
            Rule.VERSIONS_BACKWARDS.at(
                revision.name(),
                "release %d is version %s, the one before it %s"
                    .formatted(revision.releaseVersion(), version, before),
                "Only the release number orders; name the version that you want"));
      }
      before = version;
    }
    return found;
  }

  /** Whether both are numbers with dots, and the later one is lower. */
  private static boolean backwards(String before, String after) {
    List<Long> first = numbers(before);
    List<Long> second = numbers(after);
    for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
      int order = Long.compare(second.get(i), first.get(i));
      if (order != 0) {
        return order < 0;
      }
    }
    return false;
  }

  private static List<Long> numbers(String version) {
    String plain = version.replaceFirst("^v", "").replaceFirst("[-+].*", "");
    if (!plain.matches("\\d{1,9}(\\.\\d{1,9})*")) {
      return List.of();
    }
    List<Long> numbers = new ArrayList<>();
    for (String part : plain.split("\\.", -1)) {
      numbers.add(Long.parseLong(part));
    }
    return numbers;
  }
}
