package dev.pacer.placement.pack;

/** One instance of a run spec finds its place in a room. */
public record Placed(String spec, String room) {}
