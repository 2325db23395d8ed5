package dev.pacer.registryauth.decision;

/**
 * What a refresh came to.
 *
 * @param outcome the metric's label: {@link #OK}, {@link #NO_PROGRESS}, or a trouble's
 */
public record Refreshed(Holding holding, String outcome) {

  /** A credential that can be used. */
  public static final String OK = "ok";

  /** The same as before, or none better. */
  public static final String NO_PROGRESS = "no_progress";

  Refreshed with(Holding other) {
    return new Refreshed(other, outcome);
  }
}
