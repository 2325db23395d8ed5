package dev.pacer.cluster.aws;

/** Checks shared by the values of this package. */
final class Texts {
  private Texts() {}

  static String requireText(String what, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank");
    }
    return text;
  }
}
