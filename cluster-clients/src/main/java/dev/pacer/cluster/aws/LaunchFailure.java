package dev.pacer.cluster.aws;

import java.util.Locale;

/**
 * Why AWS could not launch an instance, read from its text: there is no code for it in activities.
 */
public enum LaunchFailure {
  /** The zone has none of this type left: another zone or type may. */
  NO_CAPACITY,
  /** No spot capacity matches. */
  NO_SPOT_CAPACITY,
  /** The account's vCPU or instance quota is used up: no zone helps, only the operator. */
  QUOTA,
  /** Anything else, such as a broken launch template: repeating will not help. */
  OTHER;

  static LaunchFailure read(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("spot capacity")) {
      return NO_SPOT_CAPACITY;
    }
    if (text.contains("do not have sufficient") || text.contains("insufficientinstancecapacity")) {
      return NO_CAPACITY;
    }
    if (text.contains("vcpu limit")
        || text.contains("vcpu capacity")
        || text.contains("limitexceeded")) {
      return QUOTA;
    }
    return OTHER;
  }
}
