package dev.pacer.cluster.aws;

import java.util.function.Function;
import java.util.function.Supplier;

/** What a group launches from. */
public sealed interface LaunchSource {

  /** One launch template for all instances. */
  record Template(LaunchTemplateRef template) implements LaunchSource {}

  /** A launch template with several instance types, on demand or spot. */
  record Mixed(MixedInstancesPolicy policy) implements LaunchSource {}

  /** The older form, named only: LaunchInstances refuses such a group. */
  record Configuration(String name) implements LaunchSource {
    public Configuration {
      Texts.requireText("launch configuration name", name);
    }
  }

  /** AWS named no source that we know. */
  record Unstated() implements LaunchSource {}

  /** Calls the function of this case. */
  default <T> T match(
      Function<Template, T> onTemplate,
      Function<Mixed, T> onMixed,
      Function<Configuration, T> onConfiguration,
      Supplier<T> onUnstated) {
    if (this instanceof Template template) {
      return onTemplate.apply(template);
    }
    if (this instanceof Mixed mixed) {
      return onMixed.apply(mixed);
    }
    if (this instanceof Configuration configuration) {
      return onConfiguration.apply(configuration);
    }
    return onUnstated.get();
  }
}
