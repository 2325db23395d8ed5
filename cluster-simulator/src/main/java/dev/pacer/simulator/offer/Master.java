package dev.pacer.simulator.offer;

/** Where frameworks register: the simulated Mesos, as a framework sees it. */
public interface Master {

  /** Registers a framework; {@link Scheduler#registered} follows at a simulated moment. */
  SchedulerSession register(FrameworkSpec framework, Scheduler scheduler);
}
