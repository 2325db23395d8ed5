package dev.pacer.registryauth.dockerconfig;

import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.dockerconfig.ObjectText.Member;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts our logins into a config.json that others write too. What is not ours keeps every character:
 * unknown keys, helpers of other registries, order and indentation. Of the registries that are ours
 * every alias goes, as clients pick among them at random or prefer a stale one; so does a helper of
 * theirs, which docker would ask instead.
 */
public final class ConfigMerge {
  private final Map<RegistryName, Login> logins;
  private final Set<RegistryName> ours;
  private final Set<String> keys = new HashSet<>();
  private final Set<String> dropped;
  private final Map<String, String> beside = new TreeMap<>();

  /**
   * A merge.
   *
   * @param owned registries that are ours; one without a login is taken out
   * @param dropped keys of {@code auths} that go as well, see {@link ConfigReading.Found#spoiled}
   */
  public ConfigMerge(
      Map<RegistryName, Login> logins, Set<RegistryName> owned, Set<String> dropped) {
    this.logins = new TreeMap<>(logins);
    this.ours = new HashSet<>(owned);
    this.ours.addAll(logins.keySet());
    this.dropped = Set.copyOf(dropped);
    logins.keySet().forEach(registry -> keys.add(registry.configKey()));
  }

  /**
   * Has a further member put beside {@code auths}; clients pass over names they do not know.
   *
   * @param json its value, valid JSON
   */
  public ConfigMerge beside(String name, String json) {
    beside.put(name, json);
    return this;
  }

  /** The text of the config.json with our logins in it; the same when they are there already. */
  public String into(ConfigReading.Found found) {
    String text = found.text();
    int from = text.indexOf('{');
    int to = text.lastIndexOf('}') + 1;
    ObjectText root = ObjectText.of(text.substring(from, to));
    ObjectText next =
        found.legacy()
            ? merged(root)
            : root.with("auths", merged(object(root, "auths").orElse(ObjectText.EMPTY)).text());
    Optional<ObjectText> helpers = found.legacy() ? Optional.empty() : object(root, "credHelpers");
    if (helpers.isPresent()) {
      next = next.with("credHelpers", helpers.get().without(this::isOurs).text());
    }
    for (Map.Entry<String, String> member : beside.entrySet()) {
      next = next.with(member.getKey(), member.getValue());
    }
    return text.substring(0, from) + next.text() + text.substring(to);
  }

  private static Optional<ObjectText> object(ObjectText root, String name) {
    return root.find(name)
        .map(Member::value)
        .filter(value -> value.startsWith("{"))
        .map(ObjectText::of);
  }

  private ObjectText merged(ObjectText auths) {
    ObjectText next =
        auths.without(
            member ->
                !keys.contains(member.name())
                    && (isOurs(member) || dropped.contains(member.name())));
    for (Map.Entry<RegistryName, Login> login : logins.entrySet()) {
      String key = login.getKey().configKey();
      if (next.find(key).filter(member -> saysSame(member.value(), login.getValue())).isEmpty()) {
        next = next.with(key, DockerConfig.entry(login.getValue()));
      }
    }
    return next;
  }

  private boolean isOurs(Member member) {
    return RegistryName.ofConfigKey(member.name()).filter(ours::contains).isPresent();
  }

  /** Whether the entry is ours already, however it is indented. */
  private static boolean saysSame(String value, Login login) {
    if (!value.startsWith("{")) {
      return false;
    }
    ObjectText there = ObjectText.of(value);
    return there.members().size() == 1
        && there
            .find("auth")
            .filter(member -> member.value().equals('"' + login.auth() + '"'))
            .isPresent();
  }
}
