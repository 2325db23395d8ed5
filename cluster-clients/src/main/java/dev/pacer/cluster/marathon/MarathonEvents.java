package dev.pacer.cluster.marathon;

import java.util.Set;

/**
 * Marathon's event stream. Events have no replay, no ids and no order to rely on: use them as a
 * hint to read again, never as state.
 */
public interface MarathonEvents {

  /**
   * {@code GET /v2/events?event_type=…}: from now on the listener is told, on a thread of the
   * stream, until the subscription is closed.
   *
   * @param types the event types wanted, such as {@code deployment_success}; empty for all
   */
  Subscription subscribe(Set<String> types, Listener listener);

  /** Is told what happens. */
  interface Listener {

    /**
     * The stream is attached, now or again: whatever happened before was missed, so read again.
     * Called before the first event of every connection.
     */
    void onAttached();

    /** Something happened. */
    void onEvent(MarathonEvent event);

    /** The stream broke or fell silent; it is being opened again, and events are being missed. */
    void onLost(String reason);
  }

  /** An open stream. */
  interface Subscription extends AutoCloseable {

    /** Ends it; the listener is not called after this returns, unless by a call under way. */
    @Override
    void close();
  }
}
