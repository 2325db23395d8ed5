package dev.pacer.simulator.mesos;

/** A master as it announces itself; {@code id} is new with every start of its process. */
public record MasterInfo(String id, MasterAddress address) {

  public String pid() {
    return "master@" + address.ip() + ":" + address.port();
  }
}
