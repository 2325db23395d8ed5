package dev.pacer.simulator.marathon;

/** Who asks for a change, as events tell it. */
public record Caller(String clientIp, String uri) {}
