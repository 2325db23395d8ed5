package dev.pacer.cluster.aws;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Prices from a list: of a zone, of a region, and for anywhere. The nearest list that has the type
 * wins; a spot price is never taken for an on-demand price, nor the other way round.
 */
final class ListedPrices implements Prices {
  private final Table anywhere;
  private final Map<String, Table> byRegion;
  private final Map<Zone, Table> byZone;

  ListedPrices(Table anywhere, Map<String, Table> byRegion, Map<Zone, Table> byZone) {
    this.anywhere = anywhere;
    this.byRegion = Map.copyOf(byRegion);
    this.byZone = Map.copyOf(byZone);
  }

  /** One list of prices per way of buying. */
  record Table(Map<InstanceType, HourlyPrice> onDemand, Map<InstanceType, HourlyPrice> spot) {
    static final Table EMPTY = new Table(Map.of(), Map.of());

    Table {
      onDemand = Map.copyOf(onDemand);
      spot = Map.copyOf(spot);
    }

    Optional<HourlyPrice> find(InstanceKind kind) {
      return Optional.ofNullable((kind.spot() ? spot : onDemand).get(kind.type()));
    }
  }

  @Override
  public Optional<HourlyPrice> find(InstanceKind kind) {
    return Optional.ofNullable(byZone.get(kind.zone()))
        .flatMap(table -> table.find(kind))
        .or(() -> region(kind.zone()).flatMap(table -> table.find(kind)))
        .or(() -> anywhere.find(kind));
  }

  /** The region that the zone's name starts with, as us-east-1 of us-east-1a. */
  private Optional<Table> region(Zone zone) {
    return byRegion.entrySet().stream()
        .filter(entry -> isIn(zone.text(), entry.getKey()))
        .max(Comparator.comparing(entry -> entry.getKey().length()))
        .map(Map.Entry::getValue);
  }

  private static boolean isIn(String zone, String region) {
    return zone.startsWith(region)
        && zone.length() > region.length()
        && !Character.isDigit(zone.charAt(region.length()));
  }
}
