package dev.pacer.simulator.marathon.http;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a read asks to be told besides: the prefixes of the names are interchangeable. */
record Embeds(Set<String> names, boolean any) {

  static Embeds of(List<String> given) {
    Set<String> names = new HashSet<>();
    for (String each : given) {
      for (String name : each.split(",", -1)) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        names.add(plain.startsWith("group.") ? plain : plain.substring(plain.lastIndexOf('.') + 1));
      }
    }
    return new Embeds(Set.copyOf(names), !given.isEmpty());
  }

  boolean tasks() {
    return has("tasks") || has("failures");
  }

  boolean lastTaskFailure() {
    return has("lasttaskfailure") || has("failures");
  }

  boolean taskStats() {
    return has("taskstats");
  }

  boolean readiness() {
    return has("readiness");
  }

  boolean lastUnusedOffers() {
    return has("lastunusedoffers");
  }

  private boolean has(String name) {
    return names.contains(name) || names.contains("group.apps." + name);
  }

  /** Whether a group's read names this part of it; without any embed all are told. */
  boolean group(String part) {
    return !any || names.contains("group." + part);
  }

  /** Whether apps within groups are told with their counts. */
  boolean appsInDetail() {
    return names.stream().anyMatch(name -> name.startsWith("group.apps."));
  }
}
