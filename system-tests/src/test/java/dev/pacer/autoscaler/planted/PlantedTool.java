package dev.pacer.autoscaler.planted;

import dev.pacer.cli.PacerCommand;
import dev.pacer.installer.planted.PlantedOtherTool;

/** A tool that knows another tool, and the command: caught by the rules. */
public class PlantedTool {
  PlantedOtherTool other;
  PacerCommand command;
}
