package dev.pacer.frame.pages;

/**
 * What a health check found.
 *
 * @param good whether all is well
 * @param reason one line without secrets; anybody may read it
 */
public record Health(boolean good, String reason) {
  public static Health ok() {
    return new Health(true, "ok");
  }

  public static Health bad(String reason) {
    return new Health(false, reason);
  }
}
