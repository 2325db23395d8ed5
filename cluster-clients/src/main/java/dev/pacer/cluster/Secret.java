package dev.pacer.cluster;

/** A password, token or key that never shows itself in texts. */
public record Secret(String reveal) {

  /** A secret that is not empty. */
  public Secret {
    if (reveal.isEmpty()) {
      throw new IllegalArgumentException("a secret must not be empty");
    }
  }

  @Override
  public String toString() {
    return "secret of " + reveal.length() + " characters";
  }
}
