package dev.pacer.simulator.aws.ec2;

import dev.pacer.simulator.aws.account.AwsError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The instance types of the simulated region, from a table with the figures that AWS publishes. */
public final class InstanceTypes {

  private static final String TABLE = "instance-types.csv";

  private final Map<String, InstanceTypeSpec> byName;

  private InstanceTypes(Map<String, InstanceTypeSpec> byName) {
    this.byName = byName;
  }

  /** Reads the table that comes with the simulator. */
  public static InstanceTypes read() {
    try (InputStream table = InstanceTypes.class.getResourceAsStream(TABLE)) {
      if (table == null) {
        throw new IllegalStateException(TABLE + " is missing from the simulator's jar");
      }
      return read(new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + TABLE, e);
    }
  }

  private static InstanceTypes read(BufferedReader lines) throws IOException {
    Map<String, InstanceTypeSpec> types = new LinkedHashMap<>();
    List<String> columns = List.of();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("#")) {
        continue;
      }
      List<String> cells = Arrays.asList(line.split(",", -1));
      if (columns.isEmpty()) {
        columns = cells;
      } else {
        InstanceTypeSpec type = spec(new Row(columns, cells));
        types.put(type.name(), type);
      }
    }
    return new InstanceTypes(types);
  }

  /** A line of the table, by the names of its columns. */
  private record Row(List<String> columns, List<String> cells) {
    String text(String column) {
      int index = columns.indexOf(column);
      if (index < 0 || cells.size() != columns.size()) {
        throw new IllegalStateException(
            "%s: need column %s and %d cells, was %s"
                .formatted(TABLE, column, columns.size(), cells));
      }
      return cells.get(index);
    }

    int number(String column) {
      return Integer.parseInt(text(column));
    }

    boolean yes(String column) {
      return text(column).equals("yes");
    }

    Optional<Integer> optionalNumber(String column) {
      return text(column).isEmpty() ? Optional.empty() : Optional.of(number(column));
    }

    <T> List<T> list(String column, String separator, Function<String, T> read) {
      List<T> all = new ArrayList<>();
      for (String part : text(column).split(separator, -1)) {
        if (!part.isEmpty()) {
          all.add(read.apply(part));
        }
      }
      return all;
    }

    List<String> words(String column) {
      return list(column, "/", word -> word);
    }
  }

  private static InstanceTypeSpec spec(Row row) {
    return new InstanceTypeSpec(
        row.text("type"),
        new InstanceTypeSpec.Offer(
            row.yes("currentGeneration"),
            row.yes("freeTier"),
            row.yes("burstable"),
            row.words("usageClasses")),
        new InstanceTypeSpec.Power(
            processor(row),
            Long.parseLong(row.text("memoryMib")),
            row.list("gpus", "\\+", InstanceTypes::gpu)),
        new InstanceTypeSpec.LocalDisks(
            row.list("disks", "\\+", InstanceTypes::disk),
            row.text("diskEncryption"),
            row.text("diskNvme")),
        new InstanceTypeSpec.NetworkVolumes(
            row.text("ebsOptimized"),
            row.text("ebsEncryption"),
            row.text("ebsNvme"),
            row.optionalNumber("baselineMbps").map(mbps -> bandwidth(row))),
        new InstanceTypeSpec.Network(
            row.text("network"),
            row.number("interfaces"),
            row.number("networkCards"),
            new InstanceTypeSpec.CardAddresses(row.number("ipv4"), row.number("ipv6")),
            row.text("ena"),
            row.yes("efa"),
            row.yes("encryptionInTransit")),
        new InstanceTypeSpec.Platform(
            row.text("hypervisor"),
            row.yes("bareMetal"),
            row.words("placement"),
            row.yes("hibernation"),
            row.yes("dedicatedHosts"),
            row.yes("autoRecovery"),
            row.words("bootModes")));
  }

  private static InstanceTypeSpec.Processor processor(Row row) {
    return new InstanceTypeSpec.Processor(
        row.words("architectures"),
        row.text("clockGhz"),
        row.number("vcpus"),
        row.optionalNumber("cores"),
        row.optionalNumber("threadsPerCore"),
        row.list("validCores", "/", Integer::valueOf),
        row.list("validThreads", "/", Integer::valueOf));
  }

  private static InstanceTypeSpec.Bandwidth bandwidth(Row row) {
    return new InstanceTypeSpec.Bandwidth(
        row.number("baselineMbps"),
        row.number("baselineIops"),
        row.number("maximumMbps"),
        row.number("maximumIops"));
  }

  private static InstanceTypeSpec.Disk disk(String text) {
    String[] parts = text.split("[x:]", 3);
    return new InstanceTypeSpec.Disk(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]);
  }

  private static InstanceTypeSpec.Gpu gpu(String text) {
    int cross = text.indexOf('x');
    String[] parts = text.substring(cross + 1).split(":", 3);
    return new InstanceTypeSpec.Gpu(
        Integer.parseInt(text.substring(0, cross)), parts[0], parts[1], Integer.parseInt(parts[2]));
  }

  /** All types, small before large within a family. */
  public Collection<InstanceTypeSpec> all() {
    return byName.values();
  }

  public Optional<InstanceTypeSpec> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The type of that name.
   *
   * @throws AwsError {@code InvalidInstanceType} when EC2 has no such type
   */
  public InstanceTypeSpec require(String name) {
    return find(name).orElseThrow(() -> unknown(List.of(name)));
  }

  /** EC2's answer to types that it does not have. */
  public static AwsError unknown(List<String> names) {
    return new AwsError(
        400,
        "InvalidInstanceType",
        "The following supplied instance types do not exist: [%s]"
            .formatted(String.join(", ", names)));
  }
}
