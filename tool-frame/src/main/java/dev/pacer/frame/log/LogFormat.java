package dev.pacer.frame.log;

/** How log lines on stderr are written. */
public enum LogFormat {
  /** {@code time=… level=… logger=… } and the message, which is {@code key=value} itself. */
  TEXT,
  /** One JSON object a line. */
  JSON
}
