package dev.pacer.simulator.mesos;

/** Where a master listens: an IPv4 address and a port. */
public record MasterAddress(String ip, int port) {}
