package dev.pacer.installer.lint;

import java.util.Locale;

/** What is looked for. */
public enum Rule {
  SCHEMA_INVALID(Severity.ERROR),
  SCHEMA_DIALECT(Severity.WARNING),
  SCHEMA_STRING_ID(Severity.NOTE),
  UNKNOWN_KEYWORD(Severity.WARNING),
  REQUIRED_AMONG_PROPERTIES(Severity.WARNING),
  REQUIRED_WITHOUT_DEFAULT(Severity.WARNING),
  REQUIRED_OBJECT_VANISHES(Severity.WARNING),
  DEFAULT_BREAKS_SCHEMA(Severity.ERROR),
  DEFAULT_HIDES_MEMBERS(Severity.WARNING),
  UNKNOWN_OPTIONS_TAKEN(Severity.WARNING),
  OPTION_IN_BRANCH(Severity.NOTE),
  OPTION_NAMED_RESOURCE(Severity.ERROR),
  ODD_OPTION_NAME(Severity.WARNING),
  HUGE_NUMBER(Severity.NOTE),
  SECRET_WITH_DEFAULT(Severity.WARNING),
  CONDITION_UNREADABLE(Severity.ERROR),
  DEAD_OPTION(Severity.WARNING),
  UNDEFINED_VARIABLE(Severity.WARNING),
  ODD_TAG(Severity.WARNING),
  ZERO_IS_TRUE(Severity.NOTE),
  REFLECTION(Severity.NOTE),
  SECTION_OF_ITSELF(Severity.NOTE),
  PARTIAL(Severity.ERROR),
  RENDERS_NOT(Severity.ERROR),
  LEGACY_ONLY(Severity.WARNING),
  BOOLEAN_BREAKS(Severity.ERROR),
  QUOTE_BREAKS(Severity.WARNING),
  EMPTY_BREAKS(Severity.WARNING),
  LIST_BREAKS(Severity.WARNING),
  GROUP(Severity.NOTE),
  ID_IS_NO_OPTION(Severity.NOTE),
  UNKNOWN_MARATHON_MEMBER(Severity.WARNING),
  OLD_MARATHON_FORM(Severity.NOTE),
  IMAGE_NOT_PINNED(Severity.WARNING),
  PLAIN_HTTP(Severity.WARNING),
  NOT_ASCII(Severity.WARNING),
  COMMAND_IGNORED(Severity.NOTE),
  WITHDRAWN(Severity.NOTE),
  KNOWN_ISSUES(Severity.WARNING),
  MANAGED(Severity.NOTE),
  VERSION_TWICE(Severity.WARNING),
  VERSIONS_BACKWARDS(Severity.NOTE);

  /** How bad it is: an error breaks an installation, a warning may, a note is good to know. */
  public enum Severity {
    ERROR,
    WARNING,
    NOTE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Severity severity;

  Rule(Severity severity) {
    this.severity = severity;
  }

  /** As it is written in answers. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Severity severity() {
    return severity;
  }

  Finding at(String path, String problem, String mend) {
    return new Finding(this, path, problem, mend);
  }
}
