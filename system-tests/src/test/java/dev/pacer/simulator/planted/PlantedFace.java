package dev.pacer.simulator.planted;

import dev.pacer.cluster.marathon.HttpMarathonClient;

/** A simulator's face that uses an adapter: caught by the rules. */
public class PlantedFace {
  HttpMarathonClient client;
}
