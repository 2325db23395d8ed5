package dev.pacer.placement.fit;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent stands: what constraints look at. A zone without a region does not exist, as Mesos
 * knows zones only inside regions.
 */
public record Whereabouts(
    String hostname, @Nullable String region, @Nullable String zone, List<Attribute> attributes) {

  public Whereabouts {
    attributes = List.copyOf(attributes);
    if (region == null) {
      zone = null;
    }
  }

  public static Whereabouts onlyHost(String hostname) {
    return new Whereabouts(hostname, null, null, List.of());
  }

  /**
   * The text that a constraint's field has here; of two attributes of one name the first counts.
   */
  public Optional<String> value(String field) {
    return switch (field) {
      case "hostname", "@hostname" -> Optional.of(hostname);
      case "@region" -> Optional.ofNullable(region);
      case "@zone" -> Optional.ofNullable(zone);
      default ->
          attributes.stream()
              .filter(attribute -> attribute.name().equals(field))
              .map(Attribute::text)
              .findFirst();
    };
  }
}
