package dev.pacer.simulator.registry;

/** Which passwords a registry knows. */
public interface Passwords {

  /** What a registry thinks of a user and password. */
  enum Standing {
    GOOD,
    /** It was good once. */
    EXPIRED,
    UNKNOWN
  }

  /** What the registry thinks of them now. */
  Standing check(String user, String password);
}
