package dev.pacer.simulator.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** Tells whether a text is a JSON object. */
final class JsonCheckReader {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private JsonCheckReader() {}

  /** What is wrong with it, if anything. */
  static Optional<String> problem(String text) {
    try {
      return JSON.readTree(text).isObject()
          ? Optional.empty()
          : Optional.of("must be a JSON object");
    } catch (JsonProcessingException e) {
      return Optional.of(
          "is not JSON: %s at line %d, column %d of it"
              .formatted(
                  e.getOriginalMessage(),
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr()));
    }
  }
}
