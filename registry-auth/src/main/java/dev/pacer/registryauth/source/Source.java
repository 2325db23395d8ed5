package dev.pacer.registryauth.source;

import dev.pacer.registryauth.issue.Issue;

/** An issuer of one login. A failure is an answer, never an exception. Ends within 30 s. */
public interface Source {

  /** Its kind, such as {@code ecr}: a label of metrics. */
  String provider();

  /** Asks for a login now. */
  Issue issue();
}
