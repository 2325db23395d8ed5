package dev.pacer.registryauth.command;

import dev.pacer.registryauth.keep.Events;
import dev.pacer.registryauth.publish.PublishOutcome;
import dev.pacer.registryauth.publish.TargetId;
import dev.pacer.registryauth.verdict.Finding;
import dev.pacer.registryauth.verdict.Verdict;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One log line for each thing that happened. */
final class LoggedEvents implements Events {
  private static final Logger log = LoggerFactory.getLogger("registry-auth");

  @Override
  public void refreshed(
      String registry, String provider, String outcome, String reason, Duration took) {
    if (reason.isEmpty()) {
      log.debug(
          "refreshed registry={} provider={} outcome={} ms={}",
          registry,
          provider,
          outcome,
          took.toMillis());
    } else {
      log.warn(
          "refresh failed registry={} provider={} outcome={} reason=\"{}\"",
          registry,
          provider,
          outcome,
          reason);
    }
  }

  @Override
  public void verified(String registry, Finding finding) {
    if (finding.meaning() == Verdict.Meaning.PROVES) {
      log.debug("verified registry={} verdict={}", registry, finding.verdict().label());
    } else {
      log.warn(
          "not verified registry={} verdict={} reason=\"{}\"",
          registry,
          finding.verdict().label(),
          finding.reason());
    }
  }

  @Override
  public void published(TargetId target, PublishOutcome outcome) {
    if (outcome instanceof PublishOutcome.Published done) {
      if (done.changed()) {
        log.info("published target={} kept={}", target, done.kept());
      }
    } else if (outcome instanceof PublishOutcome.Refused refused) {
      log.warn("publish refused target={} reason=\"{}\"", target, refused.reason());
    } else if (outcome instanceof PublishOutcome.Failed failed) {
      log.warn("publish failed target={} reason=\"{}\"", target, failed.reason());
    }
  }

  @Override
  public void drifted(TargetId target, String reason) {
    log.warn("target drifted target={} reason=\"{}\"", target, reason);
  }

  @Override
  public void clockSteppedBack(Duration step) {
    log.warn("clock was set back seconds={}", step.toSeconds());
  }

  @Override
  public void stateNotSaved(String reason) {
    log.warn("state not saved reason=\"{}\"", reason);
  }
}
