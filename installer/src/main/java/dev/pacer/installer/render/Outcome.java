package dev.pacer.installer.render;

/** Why a revision does not render; names as Cosmos and the test data have them. */
public enum Outcome {
  NO_TEMPLATE("no-template"),
  OPTIONS_NOT_ALLOWED("OptionsNotAllowed"),
  JSON_SCHEMA_MISMATCH("JsonSchemaMismatch"),
  INVALID_SCHEMA("InvalidSchema"),
  MUSTACHE_ERROR("MustacheError"),
  JSON_PARSING_ERROR("JsonParsingError"),
  MUST_BE_JSON_OBJECT("MarathonTemplateMustBeJsonObject"),
  JSON_DECODING_ERROR("JsonDecodingError");

  private final String code;

  Outcome(String code) {
    this.code = code;
  }

  /** As it is written in answers. */
  public String code() {
    return code;
  }

  /** Whether the user's options are to blame, and not the package. */
  public boolean blamesOptions() {
    return this == OPTIONS_NOT_ALLOWED || this == JSON_SCHEMA_MISMATCH;
  }
}
