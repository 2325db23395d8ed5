package dev.pacer.cluster.mesos;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a framework said of itself.
 *
 * @param roles one, or several with MULTI_ROLE
 * @param failoverTimeout how long its tasks outlive its absence
 * @param checkpoint without it the tasks of a lost agent are LOST at once
 */
public record FrameworkInfo(
    String name,
    @Nullable String principal,
    @Nullable String webUiUrl,
    List<String> roles,
    Set<String> capabilities,
    Duration failoverTimeout,
    boolean checkpoint) {
  public FrameworkInfo {
    Objects.requireNonNull(name, "name");
    roles = List.copyOf(roles);
    capabilities = Set.copyOf(capabilities);
    Objects.requireNonNull(failoverTimeout, "failoverTimeout");
  }
}
