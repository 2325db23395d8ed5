package dev.pacer.simulator.marathon.engine;

/** One action of a deployment while it goes on. */
interface Work {

  /** Begins; may be finished at once. */
  void start();

  /** Looks again at the world, goes on, and says whether it is finished. */
  boolean proceed();
}
