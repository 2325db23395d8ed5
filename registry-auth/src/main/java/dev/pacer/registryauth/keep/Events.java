package dev.pacer.registryauth.keep;

import dev.pacer.registryauth.publish.PublishOutcome;
import dev.pacer.registryauth.publish.TargetId;
import dev.pacer.registryauth.verdict.Finding;
import java.time.Duration;

/** Told of what happens, on the keeper's thread; for metrics and logs. */
public interface Events {

  /** Nobody listens. */
  Events NONE =
      new Events() {
        @Override
        public void refreshed(
            String registry, String provider, String outcome, String reason, Duration took) {}

        @Override
        public void verified(String registry, Finding finding) {}

        @Override
        public void published(TargetId target, PublishOutcome outcome) {}

        @Override
        public void drifted(TargetId target, String reason) {}

        @Override
        public void clockSteppedBack(Duration step) {}

        @Override
        public void stateNotSaved(String reason) {}
      };

  /** An issuer was asked; the reason is empty when all is well. */
  void refreshed(String registry, String provider, String outcome, String reason, Duration took);

  /** A registry was asked about a credential. */
  void verified(String registry, Finding finding);

  /** A target was published to. */
  void published(TargetId target, PublishOutcome outcome);

  /** A target held something else than what was published. */
  void drifted(TargetId target, String reason);

  /** The machine's clock was set back. */
  void clockSteppedBack(Duration step);

  /** What is known would be lost at a restart. */
  void stateNotSaved(String reason);
}
