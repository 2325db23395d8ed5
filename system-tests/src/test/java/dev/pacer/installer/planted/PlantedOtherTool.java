package dev.pacer.installer.planted;

/** What {@code PlantedTool} must not know. */
public class PlantedOtherTool {}
