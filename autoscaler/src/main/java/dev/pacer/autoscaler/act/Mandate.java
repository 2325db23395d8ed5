package dev.pacer.autoscaler.act;

import java.util.Optional;

/** Leave to change the world; asked for right before each call that does. */
public interface Mandate {

  /** Of an instance that is the only one. */
  Mandate ALONE = Optional::empty;

  /** Why nothing may be sent now; empty when it may. */
  Optional<String> objection();
}
