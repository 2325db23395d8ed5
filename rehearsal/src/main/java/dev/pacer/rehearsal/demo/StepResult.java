package dev.pacer.rehearsal.demo;

import java.time.Duration;

/** How a step ended: what was seen at the end, after how long. */
public record StepResult(Step step, boolean cameTrue, String seen, Duration took) {}
