package dev.pacer.registryauth.verdict;

/**
 * A verdict and where it comes from.
 *
 * @param reason one line without secrets
 */
public record Finding(Verdict verdict, String reason) {

  /** What follows. */
  public Verdict.Meaning meaning() {
    return verdict.meaning();
  }
}
