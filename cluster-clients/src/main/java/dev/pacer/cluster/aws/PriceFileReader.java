package dev.pacer.cluster.aws;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads a file of prices in US dollars per hour, YAML or JSON, whole, and lists every problem.
 *
 * <pre>
 * version: 1
 * onDemand: { m5.large: 0.096, m5.xlarge: 0.192 }
 * spot: { m5.large: 0.035 }
 * regions: { eu-west-1: { onDemand: { m5.large: 0.107 } } }
 * zones: { us-east-1b: { spot: { m5.large: 0.041 } } }
 * </pre>
 *
 * <p>Numbers are exact decimals; they may be quoted.
 */
public final class PriceFileReader {
  private static final int MAX_BYTES = 4 * 1024 * 1024;
  private static final BigDecimal MAX_DOLLARS = BigDecimal.valueOf(10_000);
  private static final Pattern TYPE = Pattern.compile("[a-z0-9-]+\\.[a-z0-9-]+");
  private static final Pattern PLACE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)+");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,12})?");
  private static final Set<String> TABLE_KEYS = Set.of("onDemand", "spot");
  private static final Set<String> TOP_KEYS =
      Set.of("version", "onDemand", "spot", "regions", "zones");

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final List<String> problems = new ArrayList<>();

  private PriceFileReader() {}

  /** Reads a file; a file that cannot be read is a problem like any other. */
  public static PriceReading read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        return refused(file + ": must not be longer than " + MAX_BYTES + " bytes");
      }
      return read(bytes);
    } catch (IOException e) {
      return refused("%s: cannot be read (%s)".formatted(file, e));
    }
  }

  static PriceReading read(byte[] bytes) {
    JsonNode root;
    try {
      root = MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      return refused(
          "line %d: not YAML or JSON: %s"
              .formatted(at == null ? 1 : at.getLineNr(), firstLine(e.getOriginalMessage())));
    } catch (IOException e) {
      return refused("not YAML or JSON: " + e.getMessage());
    }
    return new PriceFileReader().readRoot(root);
  }

  private PriceReading readRoot(JsonNode root) {
    if (!root.isObject()) {
      return refused("the file must be a map with version, onDemand, spot, regions, zones");
    }
    refuseUnknown(root, "", TOP_KEYS);
    JsonNode version = root.path("version");
    if (!version.isInt() || version.intValue() != 1) {
      problems.add("version: must be 1");
    }
    ListedPrices.Table anywhere =
        new ListedPrices.Table(
            prices(root.path("onDemand"), "onDemand"), prices(root.path("spot"), "spot"));
    Map<String, ListedPrices.Table> byRegion =
        places(root.path("regions"), "regions", Function.identity());
    Map<Zone, ListedPrices.Table> byZone = places(root.path("zones"), "zones", Zone::new);
    if (!problems.isEmpty()) {
      return new PriceReading(Optional.empty(), problems);
    }
    return new PriceReading(Optional.of(new ListedPrices(anywhere, byRegion, byZone)), List.of());
  }

  private <K> Map<K, ListedPrices.Table> places(
      JsonNode node, String path, Function<String, K> key) {
    Map<K, ListedPrices.Table> places = new LinkedHashMap<>();
    entries(node, path)
        .forEach(
            (name, table) -> {
              String here = path + "." + name;
              if (!PLACE.matcher(name).matches()) {
                problems.add(here + ": is no name of a region or zone");
              } else if (!table.isObject()) {
                problems.add(here + ": must be a map with onDemand and spot");
              } else {
                refuseUnknown(table, here + ".", TABLE_KEYS);
                places.put(
                    key.apply(name),
                    new ListedPrices.Table(
                        prices(table.path("onDemand"), here + ".onDemand"),
                        prices(table.path("spot"), here + ".spot")));
              }
            });
    return places;
  }

  private Map<InstanceType, HourlyPrice> prices(JsonNode node, String path) {
    Map<InstanceType, HourlyPrice> prices = new LinkedHashMap<>();
    entries(node, path)
        .forEach(
            (type, value) -> {
              String here = path + "." + type;
              if (!TYPE.matcher(type).matches()) {
                problems.add(here + ": is no instance type such as m5.large");
                return;
              }
              price(value, here).ifPresent(price -> prices.put(new InstanceType(type), price));
            });
    return prices;
  }

  private Optional<HourlyPrice> price(JsonNode value, String path) {
    Optional<BigDecimal> dollars = decimal(value);
    if (dollars.isEmpty()) {
      problems.add(
          "%s: must be dollars per hour such as 0.096 (was %s)".formatted(path, shown(value)));
      return Optional.empty();
    }
    if (dollars.get().signum() <= 0 || dollars.get().compareTo(MAX_DOLLARS) > 0) {
      problems.add(
          "%s: must be above 0 and at most %s, leave out what is not known (was %s)"
              .formatted(path, MAX_DOLLARS.toPlainString(), shown(value)));
      return Optional.empty();
    }
    return Optional.of(new HourlyPrice(dollars.get()));
  }

  private static Optional<BigDecimal> decimal(JsonNode value) {
    if (value.isNumber()) {
      return Optional.of(value.decimalValue());
    }
    return value.isTextual() && DECIMAL.matcher(value.textValue()).matches()
        ? Optional.of(new BigDecimal(value.textValue()))
        : Optional.empty();
  }

  private Map<String, JsonNode> entries(JsonNode node, String path) {
    Map<String, JsonNode> entries = new LinkedHashMap<>();
    if (node.isObject()) {
      node.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    } else if (!(node instanceof MissingNode)) {
      problems.add(path + ": must be a map");
    }
    return entries;
  }

  private void refuseUnknown(JsonNode node, String prefix, Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                problems.add(
                    "%s%s: unknown, expected %s"
                        .formatted(
                            prefix, name, String.join(", ", known.stream().sorted().toList())));
              }
            });
  }

  private static PriceReading refused(String problem) {
    return new PriceReading(Optional.empty(), List.of(problem));
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
