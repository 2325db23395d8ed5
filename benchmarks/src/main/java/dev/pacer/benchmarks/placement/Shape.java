package dev.pacer.benchmarks.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * So many agents of 8 CPUs and 32 GiB, and so many tasks of mixed sizes with one port each: the
 * inputs that Fenzo's own numbers were measured with. The same for whoever is measured.
 */
record Shape(int agents, int tasks) {

  static final double AGENT_CPUS = 8;
  static final double AGENT_MEM = 32 * 1024;
  static final double AGENT_DISK = 100_000;
  static final int FIRST_PORT = 31_000;
  static final int LAST_PORT = 32_000;

  private static final double[] CPUS = {0.1, 0.25, 0.5, 1, 2};
  private static final double[] MEM = {128, 256, 512, 1024, 2048, 4096};

  /** What one task asks for; memory in MiB. */
  record Task(String name, double cpus, double mem) {}

  /** Reads {@code 5000x20000}. */
  static Shape of(String text) {
    String[] parts = text.split("x", 2);
    return new Shape(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  List<Task> taskList() {
    SplittableRandom chance = new SplittableRandom(7);
    List<Task> list = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      list.add(
          new Task(
              "/task" + i, CPUS[chance.nextInt(CPUS.length)], MEM[chance.nextInt(MEM.length)]));
    }
    return list;
  }
}
