package dev.pacer.cluster.aws;

import java.util.Optional;

/**
 * A launch template as a group or an instance names it, by id, by name or both; the version is a
 * number, {@code $Latest} or {@code $Default}, and absent means the default version.
 */
public record LaunchTemplateRef(
    Optional<String> id, Optional<String> name, Optional<String> version) {
  public LaunchTemplateRef {
    if (id.isEmpty() && name.isEmpty()) {
      throw new IllegalArgumentException("a launch template needs an id or a name");
    }
  }

  @Override
  public String toString() {
    return id.or(() -> name).orElseThrow() + version.map(text -> ":" + text).orElse("");
  }
}
