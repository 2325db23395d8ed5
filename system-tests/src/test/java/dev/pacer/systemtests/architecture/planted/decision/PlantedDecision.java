package dev.pacer.systemtests.architecture.planted.decision;

import dev.pacer.systemtests.architecture.planted.PlantedSins;
import java.time.InstantSource;
import org.slf4j.Logger;

/** A decision that logs, has a clock, and closes a package cycle: caught by the rules. */
public class PlantedDecision {
  Logger log;
  InstantSource clock;
  PlantedSins sins;
}
