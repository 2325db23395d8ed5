package dev.pacer.simulator.mesos;

/** The master's answer to an operator's call: an HTTP status and, for refusals, a line of text. */
public record Answer(int status, String text) {
  static final Answer OK = new Answer(200, "");
  static final Answer ACCEPTED = new Answer(202, "");

  static Answer bad(String text) {
    return new Answer(400, text);
  }

  public boolean accepted() {
    return status < 300;
  }
}
