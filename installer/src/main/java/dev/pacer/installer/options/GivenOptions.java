package dev.pacer.installer.options;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a user wants of a package's options: only what was given, without any default. */
public record GivenOptions(ObjectNode json) {

  /** Nothing. */
  public static GivenOptions none() {
    return new GivenOptions(JsonNodeFactory.instance.objectNode());
  }

  /** These over others. */
  public GivenOptions over(GivenOptions below) {
    return new GivenOptions(Merge.over(below.json, json));
  }

  /** Names only: values may be secret. */
  @Override
  public String toString() {
    return "options with " + json.size() + " names at the top";
  }
}
