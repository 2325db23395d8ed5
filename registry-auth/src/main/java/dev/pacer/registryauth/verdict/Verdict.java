package dev.pacer.registryauth.verdict;

import java.util.Locale;

/** What a registry said of a credential. */
public enum Verdict {
  /** It may pull the image named for verification. */
  OK(Meaning.PROVES),
  /** It may pull from the repository; the tag does not exist. */
  OK_NO_TAG(Meaning.PROVES),
  /** It may log in; no repository was named to try. */
  LOGIN_ONLY(Meaning.PROVES),
  /** The registry lets anybody in, so nothing is proven; published all the same. */
  OPEN_REGISTRY(Meaning.ADMITS),
  /** It may log in and not pull. */
  NO_PULL_SCOPE(Meaning.REFUSES),
  /** It is wrong, revoked or expired. */
  REJECTED(Meaning.REFUSES),
  /** The registry asked to slow down. */
  THROTTLED(Meaning.SAYS_NOTHING),
  /** The registry did not answer. */
  UNREACHABLE(Meaning.SAYS_NOTHING),
  /** The registry answered something that nobody expects. */
  UNEXPECTED(Meaning.SAYS_NOTHING);

  /** What follows. */
  public enum Meaning {
    /** Publish. */
    PROVES,
    /** Publish, and keep the last proven one at hand: nothing speaks for or against it. */
    ADMITS,
    /** Keep the last good one and raise the alarm. */
    REFUSES,
    /** Nothing is known: publish only where the last good one is about to end. */
    SAYS_NOTHING
  }

  private final Meaning meaning;

  Verdict(Meaning meaning) {
    this.meaning = meaning;
  }

  /** What follows. */
  public Meaning meaning() {
    return meaning;
  }

  /** As in metrics and status. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
