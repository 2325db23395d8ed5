package dev.pacer.frame.http;

/**
 * Answers requests; called on the connection's own thread, by many threads at once. What it throws
 * is logged and answered with a plain 500.
 */
@FunctionalInterface
public interface Handler {
  Reply handle(Request request);
}
