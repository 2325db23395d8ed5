package dev.pacer.cluster.zookeeper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** The record at {@code epoch}: {@code {"format":1,"epoch":7,"holder":"host-1"}}. */
final class EpochJson {
  private static final int FORMAT = 1;
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private EpochJson() {}

  static String write(long epoch, String holder) {
    try {
      return MAPPER.writeValueAsString(
          MAPPER
              .createObjectNode()
              .put("format", FORMAT)
              .put("epoch", epoch)
              .put("holder", holder));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("could not write an epoch record", e);
    }
  }

  /**
   * The epoch of the record.
   *
   * @throws IllegalArgumentException when it is of a newer format or not such a record
   */
  static long read(byte[] data) {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(data);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
    int format = tree.path("format").asInt();
    if (format != FORMAT) {
      throw new IllegalArgumentException("format " + format + " instead of " + FORMAT);
    }
    JsonNode epoch = tree.path("epoch");
    if (!epoch.isIntegralNumber() || !epoch.canConvertToLong() || epoch.longValue() < 0) {
      throw new IllegalArgumentException("no epoch in it");
    }
    return epoch.longValue();
  }
}
