package dev.pacer.placement.planted;

import dev.pacer.cluster.marathon.MarathonClient;

/** Placement that knows a client: caught by the rules. */
public class PlantedPlacement {
  MarathonClient client;
}
