package dev.pacer.cluster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceFileReaderTest {
  private static final String FILE =
      """
      version: 1
      onDemand: { m5.large: 0.096, m5.xlarge: "0.192" }
      spot: { m5.large: 0.035 }
      regions:
        eu-west-1: { onDemand: { m5.large: 0.107 } }
        us-west-2: { onDemand: { m5.large: 0.1 } }
        us-west-2-lax: { onDemand: { m5.large: 0.2 } }
      zones:
        us-east-1b: { spot: { m5.large: 0.041 } }
      """;

  @TempDir Path folder;

  @Test
  void theNearestPriceWins() {
    Prices prices = read(FILE);

    assertThat(prices.find(onDemand("m5.large", "us-east-1a"))).contains(price("0.096"));
    assertThat(prices.find(onDemand("m5.large", "eu-west-1c"))).contains(price("0.107"));
    assertThat(prices.find(onDemand("m5.xlarge", "eu-west-1c"))).contains(price("0.192"));
    assertThat(prices.find(onDemand("m5.large", "us-west-2-lax-1a"))).contains(price("0.2"));
    assertThat(prices.find(onDemand("m5.large", "us-west-2-phx-1a"))).contains(price("0.1"));
    assertThat(prices.find(spot("m5.large", "us-east-1b"))).contains(price("0.041"));
    assertThat(prices.find(spot("m5.large", "us-east-1a"))).contains(price("0.035"));
  }

  @Test
  void aRegionIsNotTakenForAnotherThatStartsLikeIt() {
    Prices prices = read("version: 1\nregions: { us-east-1: { onDemand: { m5.large: 0.5 } } }\n");

    assertThat(prices.find(onDemand("m5.large", "us-east-1a"))).contains(price("0.5"));
    assertThat(prices.find(onDemand("m5.large", "us-east-12a"))).isEmpty();
  }

  @Test
  void aMissingPriceIsMissing() {
    Prices prices = read(FILE);

    assertThat(prices.find(onDemand("c5.large", "us-east-1a"))).isEmpty();
    assertThat(prices.find(spot("m5.xlarge", "us-east-1a"))).isEmpty();
  }

  @Test
  void decimalsAreExact() {
    Prices prices = read("{\"version\": 1, \"onDemand\": {\"m5.large\": 0.1000000001}}");

    assertThat(prices.find(onDemand("m5.large", "us-east-1a")).orElseThrow().dollars())
        .isEqualByComparingTo(new BigDecimal("0.1000000001"));
    assertThat(price("0.10")).isEqualTo(price("0.1")).hasToString("$0.1/h");
  }

  @Test
  void everyProblemIsToldAtOnce() {
    PriceReading reading =
        PriceFileReader.read(
            """
            version: 2
            ondemand: {}
            onDemand: { m5.large: 0, m5.xlarge: -1, large: 1, c5.large: cheap, c5.xlarge: 10001 }
            spot: [1]
            regions: { Narnia: {}, us-east-1: 7, eu-west-1: { onDemand: { m5.large: null }, reserved: {} } }
            """
                .getBytes(StandardCharsets.UTF_8));

    assertThat(reading.prices()).isEmpty();
    assertThat(reading.problems())
        .containsExactly(
            "ondemand: unknown, expected onDemand, regions, spot, version, zones",
            "version: must be 1",
            "onDemand.m5.large: must be above 0 and at most 10000, leave out what is not known"
                + " (was 0)",
            "onDemand.m5.xlarge: must be above 0 and at most 10000, leave out what is not known"
                + " (was -1)",
            "onDemand.large: is no instance type such as m5.large",
            "onDemand.c5.large: must be dollars per hour such as 0.096 (was \"cheap\")",
            "onDemand.c5.xlarge: must be above 0 and at most 10000, leave out what is not known"
                + " (was 10001)",
            "spot: must be a map",
            "regions.Narnia: is no name of a region or zone",
            "regions.us-east-1: must be a map with onDemand and spot",
            "regions.eu-west-1.reserved: unknown, expected onDemand, spot",
            "regions.eu-west-1.onDemand.m5.large: must be dollars per hour such as 0.096 (was"
                + " null)");
  }

  @Test
  void aTypeNamedTwiceIsRefused() {
    PriceReading reading =
        PriceFileReader.read(
            "version: 1\nonDemand:\n  m5.large: 0.1\n  m5.large: 0.2\n"
                .getBytes(StandardCharsets.UTF_8));

    assertThat(reading.problems())
        .singleElement()
        .asString()
        .startsWith("line 4: ")
        .contains("m5.large");
  }

  @Test
  void whatIsNoMapIsRefused() {
    assertThat(PriceFileReader.read(new byte[0]).problems()).hasSize(1);
    assertThat(PriceFileReader.read("- 1".getBytes(StandardCharsets.UTF_8)).problems()).hasSize(1);
    assertThat(PriceFileReader.read("{".getBytes(StandardCharsets.UTF_8)).problems()).hasSize(1);
  }

  @Test
  void aFileIsReadAndAMissingOneIsAProblem() throws IOException {
    Path file = folder.resolve("prices.yaml");
    Files.writeString(file, FILE);

    assertThat(PriceFileReader.read(file).problems()).isEmpty();
    assertThat(PriceFileReader.read(folder.resolve("none.yaml")).problems())
        .singleElement()
        .asString()
        .contains("none.yaml")
        .contains("cannot be read");
  }

  private static Prices read(String text) {
    PriceReading reading = PriceFileReader.read(text.getBytes(StandardCharsets.UTF_8));
    assertThat(reading.problems()).isEmpty();
    return reading.prices().orElseThrow();
  }

  private static InstanceKind onDemand(String type, String zone) {
    return new InstanceKind(new InstanceType(type), new Zone(zone), false);
  }

  private static InstanceKind spot(String type, String zone) {
    return new InstanceKind(new InstanceType(type), new Zone(zone), true);
  }

  private static HourlyPrice price(String dollars) {
    return new HourlyPrice(new BigDecimal(dollars));
  }
}
