package dev.pacer.cluster.aws;

import java.util.Optional;

/**
 * One instance held by one hook; the token of the notification is optional, as AWS finds it by
 * instance.
 */
public record LifecycleAction(
    GroupName group, String hookName, InstanceId instance, Optional<String> token) {
  public LifecycleAction {
    Texts.requireText("hook name", hookName);
  }
}
