package dev.pacer.cluster.aws;

import java.util.List;
import java.util.Optional;

/** What came of reading a price file: prices, or every problem it has, each with its path. */
public record PriceReading(Optional<Prices> prices, List<String> problems) {
  public PriceReading {
    problems = List.copyOf(problems);
    if (prices.isPresent() != problems.isEmpty()) {
      throw new IllegalArgumentException("either prices or problems");
    }
  }
}
