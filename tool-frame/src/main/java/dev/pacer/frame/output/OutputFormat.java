package dev.pacer.frame.output;

/** What a command's answer on stdout is written as. */
public enum OutputFormat {
  TABLE,
  JSON
}
