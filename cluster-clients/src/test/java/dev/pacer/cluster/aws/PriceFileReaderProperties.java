package dev.pacer.cluster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PriceFileReaderProperties {

  @Property
  void whatIsWrittenIsReadExactlyQuotedOrNot(
      @ForAll("tables") Map<String, BigDecimal> table, @ForAll boolean quoted) {
    String text =
        table.entrySet().stream()
            .map(
                entry ->
                    "  %s: %s"
                        .formatted(
                            entry.getKey(),
                            quoted
                                ? "\"" + entry.getValue().toPlainString() + "\""
                                : entry.getValue().toPlainString()))
            .collect(Collectors.joining("\n", "version: 1\nonDemand:\n", "\n"));

    Prices prices =
        PriceFileReader.read(text.getBytes(StandardCharsets.UTF_8)).prices().orElseThrow();

    table.forEach(
        (type, dollars) ->
            assertThat(
                    prices
                        .find(new InstanceKind(new InstanceType(type), new Zone("eu-1a"), false))
                        .orElseThrow()
                        .dollars())
                .isEqualByComparingTo(dollars));
  }

  @Property
  void whateverTheBytesReadingThemEndsInPricesOrProblems(@ForAll byte[] bytes) {
    PriceReading reading = PriceFileReader.read(bytes);

    assertThat(reading.prices().isPresent()).isEqualTo(reading.problems().isEmpty());
  }

  @Provide
  Arbitrary<Map<String, BigDecimal>> tables() {
    return Arbitraries.maps(
            Arbitraries.of("m5", "c5d", "g4dn", "u-12tb1")
                .flatMap(
                    family ->
                        Arbitraries.of("large", "xlarge", "metal").map(s -> family + "." + s)),
            Arbitraries.bigDecimals()
                .between(new BigDecimal("0.000001"), new BigDecimal("10000"))
                .ofScale(6))
        .ofMinSize(1);
  }
}
