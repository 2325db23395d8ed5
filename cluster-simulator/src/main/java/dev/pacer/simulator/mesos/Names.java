package dev.pacer.simulator.mesos;

import dev.pacer.simulator.kernel.Simulation;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes up ids, from the simulation's seeded chance. */
final class Names {

  private final RandomGenerator chance;

  Names(Simulation simulation) {
    this.chance = simulation.chance("mesos.ids");
  }

  String uuid() {
    long high = (chance.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
    long low = (chance.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  String statusUuid() {
    byte[] bytes =
        ByteBuffer.allocate(16).putLong(chance.nextLong()).putLong(chance.nextLong()).array();
    return Base64.getEncoder().encodeToString(bytes);
  }

  long pid() {
    return chance.nextLong(1000, 32768);
  }
}
