package dev.pacer.installer.labels;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import dev.pacer.installer.options.GivenOptions;
import java.util.ArrayList;
import java.util.List;

/** What an update needs of an installation's labels. */
public final class StoredOptionsReader {
  private StoredOptionsReader() {}

  /**
   * The options that the user gave before.
   *
   * @throws ToolFailure with code 9 when no label holds them
   */
  public static GivenOptions require(InstalledJson installed) {
    return installed
        .options()
        .map(GivenOptions::new)
        .orElseThrow(
            () ->
                new ToolFailure(
                    ExitCode.PREFLIGHT,
                    "the labels of this installation do not hold the options it was given.",
                    "Give them all, with --replace-options."));
  }

  /** The versions that the installed one says it may go back to. */
  public static List<String> downgradesTo(InstalledJson installed) {
    List<String> all = new ArrayList<>();
    for (JsonNode version :
        installed.definition().map(d -> d.path("downgradesTo")).orElse(none())) {
      all.add(version.asText());
    }
    return all;
  }

  private static JsonNode none() {
    return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
  }
}
