package dev.pacer.cluster.aws;

/** How to end a lifecycle action; on the way out both terminate. */
public enum HookResult {
  CONTINUE,
  ABANDON
}
