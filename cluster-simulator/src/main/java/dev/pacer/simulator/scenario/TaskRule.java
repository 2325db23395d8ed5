package dev.pacer.simulator.scenario;

import dev.pacer.simulator.offer.Workload;
import java.util.regex.Pattern;

/** How the tasks behave whose app's or pod's id matches the pattern whole. */
public record TaskRule(Pattern match, Workload.Behaviour behaviour) {}
