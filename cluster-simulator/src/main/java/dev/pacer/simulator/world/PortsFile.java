package dev.pacer.simulator.world;

import dev.pacer.frame.output.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells other processes where a served world answers. */
public final class PortsFile {

  private PortsFile() {}

  /** The endpoints under the keys that the file has. */
  public static Map<String, Object> entries(Endpoints endpoints) {
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put("marathon", endpoints.marathon());
    entries.put("mesos", endpoints.mesos());
    entries.put("aws", endpoints.aws());
    entries.put("registry", endpoints.registry());
    if (endpoints.registries().size() > 1) {
      entries.put("registries", endpoints.registries());
    }
    entries.put("zookeeper", endpoints.zookeeper());
    return entries;
  }

  /** Writes the file whole: a reader sees the old one, none, or all of the new one. */
  public static void write(Path file, Endpoints endpoints) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path temporary = absolute.resolveSibling(absolute.getFileName() + ".new");
    Files.write(
        temporary, (JsonText.pretty(entries(endpoints)) + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      Files.move(
          temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }
}
