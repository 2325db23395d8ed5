package dev.pacer.installer.options;

import java.util.List;

/** What a schema says of options. */
public sealed interface SchemaVerdict {

  /** They are as it wants them. */
  record Valid() implements SchemaVerdict {}

  /** They break it. */
  record Mismatch(List<OptionProblem> problems) implements SchemaVerdict {

    /** Copies the list. */
    public Mismatch {
      problems = List.copyOf(problems);
    }
  }

  /** It is itself no draft-04 schema: the package is broken, whatever the options are. */
  record InvalidSchema(List<OptionProblem> problems) implements SchemaVerdict {

    /** Copies the list. */
    public InvalidSchema {
      problems = List.copyOf(problems);
    }
  }
}
