package dev.pacer.simulator.marathon.engine;

import dev.pacer.simulator.kernel.Simulation;
import dev.pacer.simulator.marathon.definition.PathId;
import dev.pacer.simulator.marathon.definition.RunSpec;
import dev.pacer.simulator.marathon.event.EventBus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** What every part shares: the clock, chance, ids, the event stream and the sense of change. */
public final class Core {

  private static final String SOURCE = "marathon";
  private static final HexFormat HEX = HexFormat.of();

  private final Simulation simulation;
  private final EventBus events;
  private final RandomGenerator chance;
  private Runnable beforeChange = () -> {};
  private Instant lastVersion = Instant.EPOCH;
  private long revision;
  private int term;
  private long instanceCounter;

  public Core(Simulation simulation) {
    this.simulation = simulation;
    this.events = new EventBus(simulation);
    this.chance = simulation.chance(SOURCE);
  }

  public Simulation simulation() {
    return simulation;
  }

  public EventBus events() {
    return events;
  }

  public RandomGenerator chance() {
    return chance;
  }

  public Instant now() {
    return simulation.instant();
  }

  public void record(String what) {
    simulation.record(SOURCE, what);
  }

  /** Told before anything that can be read changes. */
  public void onChange(Runnable listener) {
    beforeChange = listener;
  }

  /** Something that can be read is about to change. */
  public void changing() {
    beforeChange.run();
    revision++;
  }

  /** Grows with every change. */
  public long revision() {
    return revision;
  }

  /** A new leader leads: whatever was put off under the old one is void. */
  public void newTerm() {
    changing();
    term++;
  }

  /** Lets something happen after a delay, unless another leads by then. */
  public void later(Duration delay, Runnable action) {
    int then = term;
    simulation.after(
        delay,
        () -> {
          if (term == then) {
            action.run();
          }
        });
  }

  /** The same at a moment of the clock. */
  public void at(Instant moment, Runnable action) {
    int then = term;
    simulation.at(
        moment,
        () -> {
          if (term == then) {
            action.run();
          }
        });
  }

  /** A version of its own for each change: milliseconds, always later than the last one. */
  public Instant newVersion() {
    Instant now = simulation.instant().truncatedTo(ChronoUnit.MILLIS);
    lastVersion = now.isAfter(lastVersion) ? now : lastVersion.plusMillis(1);
    return lastVersion;
  }

  /** A random uuid. */
  public String uuid() {
    byte[] bytes = new byte[16];
    chance.nextBytes(bytes);
    bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
    bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
    return uuid(bytes);
  }

  private static String uuid(byte[] bytes) {
    String hex = HEX.formatHex(bytes);
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20));
  }

  /** A time-based uuid, as instances and volumes have. */
  public String timeUuid() {
    long ticks = simulation.instant().toEpochMilli() * 10_000 + 0x01B21DD213814000L;
    ticks += instanceCounter++ % 10_000;
    return "%08x-%04x-1%03x-a%03x-000000000001"
        .formatted(
            ticks & 0xffffffffL,
            (ticks >>> 32) & 0xffff,
            (ticks >>> 48) & 0x0fff,
            (instanceCounter / 10_000) & 0xfff);
  }

  public String newInstanceId(RunSpec spec) {
    return PathId.asPrefix(spec.id()) + ".instance-" + timeUuid();
  }
}
