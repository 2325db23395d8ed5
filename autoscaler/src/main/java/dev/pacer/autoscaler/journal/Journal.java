package dev.pacer.autoscaler.journal;

/**
 * Where intents, drains and memories are kept. A write that returns has happened; one that throws
 * {@link JournalException} leaves the caller without leave to act.
 */
public interface Journal {

  /**
   * All of it, as last written.
   *
   * @throws JournalException when it cannot be read
   */
  JournalState read();

  /** Writes an intent: before its call is sent, and again when the call has said something. */
  void put(Intent intent);

  /** Forgets an intent whose outcome has been observed. */
  void close(String intentId);

  /** Writes how far an agent's removal is, before the step to it is sent. */
  void put(AgentDrain drain);

  /** Forgets a removal that is over. */
  void forgetDrain(String agent);

  /** Writes what is to be remembered. */
  void remember(Memory memory);
}
