package dev.pacer.installer.labels;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an app's labels say of the package it was installed from.
 *
 * @param version empty for labels that say none
 * @param releaseVersion empty when neither the definition nor an old label has it
 * @param source the repository's URI
 * @param options what the user gave; empty where no label has it (Cosmos before 2018, or a label
 *     that cannot be read)
 * @param definition the package as a repository entry, absent members left out
 * @param problems labels that cannot be read, one line each
 */
public record InstalledJson(
    String name,
    String version,
    OptionalLong releaseVersion,
    Optional<String> source,
    Optional<ObjectNode> options,
    Optional<ObjectNode> definition,
    List<String> problems) {

  /** Copies the list. */
  public InstalledJson {
    problems = List.copyOf(problems);
  }
}
