package dev.pacer.simulator.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * What happened in the simulated world, in order. Two runs of one seed have byte-identical logs.
 */
public final class EventLog {

  /**
   * One thing that happened: when, in which part of the world ({@code aws}, {@code mesos}, {@code
   * marathon}), what.
   */
  public record Entry(Instant at, String source, String what) {
    @Override
    public String toString() {
      return at + " " + source + " " + what;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final List<Consumer<Entry>> watchers = new ArrayList<>();

  void add(Instant at, String source, String what) {
    Entry entry = new Entry(at, source, what);
    entries.add(entry);
    watchers.forEach(watcher -> watcher.accept(entry));
  }

  /** Calls {@code watcher} for each entry from now on, on the thread that runs the simulation. */
  public void watch(Consumer<Entry> watcher) {
    watchers.add(watcher);
  }

  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The whole log as text, an entry a line. */
  public String text() {
    StringBuilder text = new StringBuilder();
    entries.forEach(entry -> text.append(entry).append('\n'));
    return text.toString();
  }

  /** SHA-256 of {@link #text()}, in hexadecimal. */
  public String digest() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
