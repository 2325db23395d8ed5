package dev.pacer.cluster.zookeeper;

/**
 * A node of somebody else's election.
 *
 * @param sequence the number ZooKeeper gave it; the lowest leads
 * @param text its content as text, empty when it has none
 */
public record Candidate(String name, long sequence, String text) {}
