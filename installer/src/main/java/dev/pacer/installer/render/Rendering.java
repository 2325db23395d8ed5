package dev.pacer.installer.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.options.OptionProblem;
import java.util.List;
import java.util.Optional;

/** What a template and options came to. */
public sealed interface Rendering {

  /**
   * Marathon JSON, before the installer's labels and before an app id is set.
   *
   * @param marathon an app, or a group when it has {@code apps} or {@code groups}
   * @param merged the defaults with the user's options over them
   * @param legacy whether it only came out with strings put in raw, as Cosmos did before May 2017
   */
  record Rendered(ObjectNode marathon, ObjectNode merged, boolean legacy) implements Rendering {

    /** Whether it is a Marathon group and not an app. */
    public boolean isGroup() {
      return marathon.path("apps").isArray() || marathon.path("groups").isArray();
    }
  }

  /**
   * Nothing to send.
   *
   * @param detail what is wrong, for people
   * @param problems the options that are wrong, or the places in the schema
   * @param text the rendered text where it is not JSON
   */
  record Failed(
      Outcome reason, String detail, List<OptionProblem> problems, Optional<FaultyText> text)
      implements Rendering {

    /** Copies the list. */
    public Failed {
      problems = List.copyOf(problems);
    }
  }

  /** A rendered text and where it ceases to be JSON; lines and columns from 1. */
  record FaultyText(String text, int line, int column) {}

  /** Ends with the one that it is. */
  default <T> T match(
      java.util.function.Function<Rendered, T> onRendered,
      java.util.function.Function<Failed, T> onFailed) {
    return this instanceof Rendered rendered
        ? onRendered.apply(rendered)
        : onFailed.apply((Failed) this);
  }
}
