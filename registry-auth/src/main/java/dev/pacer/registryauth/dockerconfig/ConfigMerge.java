package dev.pacer.registryauth.dockerconfig;

import dev.pacer.registryauth.dockerconfig.ObjectText.Member;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Puts our entries into a config.json that others write too. What is not ours keeps every
 * character: unknown keys, helpers of other registries, order and indentation.
 */
public final class ConfigMerge {
  private final Set<String> hosts = new HashSet<>();
  private final Collection<AuthEntry> entries;

  private ConfigMerge(Collection<AuthEntry> entries, Collection<String> retired) {
    this.entries = DockerConfig.requireOneEach(entries);
    entries.forEach(entry -> hosts.add(RegistryKey.hostOf(entry.key())));
    retired.forEach(host -> hosts.add(RegistryKey.hostOf(host)));
  }

  /**
   * The merged text. Of the registries that are ours every alias goes, as clients pick among them
   * at random or prefer the stale one; so does a helper of theirs, which docker would ask instead.
   *
   * @param found what is there, see {@link ConfigReading#read}; its spoiled entries are kept unless
   *     {@code dropSpoiled}
   * @param retired hosts that are ours but have no entry any more
   */
  public static String merge(
      ConfigReading.Found found,
      Collection<AuthEntry> entries,
      Collection<String> retired,
      boolean dropSpoiled) {
    return new ConfigMerge(entries, retired).merged(found, dropSpoiled);
  }

  private String merged(ConfigReading.Found found, boolean dropSpoiled) {
    String text = found.text();
    int from = text.indexOf('{');
    int to = text.lastIndexOf('}') + 1;
    ObjectText root = ObjectText.of(text.substring(from, to));
    ObjectText auths =
        root.find("auths")
            .map(Member::value)
            .filter(value -> value.startsWith("{"))
            .map(ObjectText::of)
            .orElseGet(() -> ObjectText.of("{}"));
    Set<String> ours = new HashSet<>();
    entries.forEach(entry -> ours.add(entry.key()));
    auths =
        auths.without(
            member ->
                (hosts.contains(RegistryKey.hostOf(member.name())) && !ours.contains(member.name()))
                    || (dropSpoiled
                        && found.spoiled().containsKey(member.name())
                        && !ours.contains(member.name())));
    for (AuthEntry entry : entries) {
      if (auths.find(entry.key()).filter(member -> saysSame(member.value(), entry)).isEmpty()) {
        auths = auths.with(entry.key(), entry.json());
      }
    }
    ObjectText next = root.with("auths", auths.text());
    Optional<String> helpers =
        root.find("credHelpers").map(Member::value).filter(value -> value.startsWith("{"));
    if (helpers.isPresent()) {
      next =
          next.with(
              "credHelpers",
              ObjectText.of(helpers.get())
                  .without(member -> hosts.contains(RegistryKey.hostOf(member.name())))
                  .text());
    }
    return text.substring(0, from) + next.text() + text.substring(to);
  }

  /** Whether the entry is ours already, however it is indented. */
  private static boolean saysSame(String value, AuthEntry entry) {
    if (!value.startsWith("{")) {
      return false;
    }
    ObjectText there = ObjectText.of(value);
    return there.members().size() == 1
        && there
            .find("auth")
            .filter(member -> member.value().equals('"' + entry.auth() + '"'))
            .isPresent();
  }
}
