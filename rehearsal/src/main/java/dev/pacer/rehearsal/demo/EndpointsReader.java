package dev.pacer.rehearsal.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the served cluster answers, as its ports file says. */
public record EndpointsReader(String marathon, String mesos, String aws, String zookeeper) {

  /** Empty while there is no such file. */
  public static Optional<EndpointsReader> read(Path portsFile) {
    if (!Files.exists(portsFile)) {
      return Optional.empty();
    }
    try {
      JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(portsFile));
      return Optional.of(
          new EndpointsReader(
              json.path("marathon").asText(),
              json.path("mesos").asText(),
              json.path("aws").asText(),
              json.path("zookeeper").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
