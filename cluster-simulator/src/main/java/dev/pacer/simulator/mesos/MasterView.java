package dev.pacer.simulator.mesos;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One master process at one moment.
 *
 * @param alive otherwise nothing listens at its address
 * @param leader whom it holds for the leader: perhaps itself, perhaps one that is dead (M3); null:
 *     nobody
 * @param elected when it became leader, null while it does not lead
 * @param ready whether it leads and has read the registry (M1)
 */
public record MasterView(
    MasterInfo info,
    boolean alive,
    Instant started,
    @Nullable MasterInfo leader,
    @Nullable Instant elected,
    boolean ready) {

  public boolean leading() {
    return elected != null;
  }
}
