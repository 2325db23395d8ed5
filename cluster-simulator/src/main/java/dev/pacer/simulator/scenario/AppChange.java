package dev.pacer.simulator.scenario;

import java.time.Duration;

/**
 * Something that is done to an app in the course of the scenario. {@code at} counts from its start.
 */
public sealed interface AppChange {

  Duration at();

  /**
   * The app is created, or updated when it exists. {@code definition} is JSON, as for {@code POST
   * /v2/apps}.
   */
  record Put(Duration at, String id, String definition) implements AppChange {}

  record Scale(Duration at, String id, int instances) implements AppChange {}

  record Remove(Duration at, String id) implements AppChange {}
}
