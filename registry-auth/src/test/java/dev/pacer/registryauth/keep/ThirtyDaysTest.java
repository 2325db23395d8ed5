package dev.pacer.registryauth.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.registryauth.credential.Credential;
import dev.pacer.registryauth.issue.Trouble;
import dev.pacer.registryauth.publish.PublishOutcome;
import dev.pacer.registryauth.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Thirty days of every trouble that operators told of, judged second by second on the issuer's own
 * truth: no second without a valid published credential wherever one was obtainable.
 *
 * <p>Obtainable is reckoned from the planned faults alone: issuer, network, target and process were
 * all up, together, for five minutes before the old one died.
 */
class ThirtyDaysTest {

  private static final Duration STEP = Duration.ofSeconds(10);
  private static final Duration TICK = Duration.ofSeconds(30);
  private static final Duration TOGETHER = Duration.ofMinutes(5);
  private static final Duration AFTER_SUSPENSION = Duration.ofSeconds(30 + 60);
  private static final Duration AFTER_REVOCATION = Duration.ofMinutes(15).plusSeconds(60);
  private static final Duration DAYS = Duration.ofDays(30);

  /** A span in which something does not work, so that nothing new can be had. */
  private record Outage(Instant from, Instant to) {}

  /** What a run came to, in seconds. */
  private record Result(long lapsed, long lapsedUnobtainable, long alarmsMissing) {}

  @Test
  void noSecondIsLostInThirtyDaysOfTrouble() {
    for (long seed = 1; seed <= 3; seed++) {
      Result result = new Run(seed, Duration.ofHours(12), false).go();
      assertThat(result.lapsed()).as("seed %d: seconds without a credential", seed).isZero();
      assertThat(result.alarmsMissing()).as("seed %d: seconds without alarm", seed).isZero();
    }
  }

  @Test
  void noSecondIsLostWithCredentialsOfOneHour() {
    Result result = new Run(11, Duration.ofHours(1), false).go();
    assertThat(result.lapsed()).isZero();
    assertThat(result.alarmsMissing()).isZero();
    // Outages of hours outlast an hour's credential: the rule has something to excuse.
    assertThat(result.lapsedUnobtainable()).isPositive();
  }

  @Test
  void theJudgeSeesAKeeperThatForgetsToRetry() {
    Result result = new Run(1, Duration.ofHours(12), true).go();
    assertThat(result.lapsed()).isPositive();
  }

  private static final class Run {
    private final KeptWorld world;
    private final FakeIssuer issuer;
    private final Random chance;
    private final boolean planted;
    private final List<Outage> outages = new ArrayList<>();
    private final List<Instant> revocations = new ArrayList<>();
    private final List<Instant> resumptions = new ArrayList<>();
    private boolean down;

    Run(long seed, Duration life, boolean planted) {
      this.world = new KeptWorld(seed);
      this.chance = new Random(seed * 31);
      this.issuer = world.registry("shop", life);
      this.planted = planted;
    }

    Result go() {
      plan();
      world.start();
      world.run(Duration.ofSeconds(10));
      Instant end = KeptWorld.START.plus(DAYS);
      long lapsed = 0;
      long excused = 0;
      long silent = 0;
      Instant diedAt = Instant.MAX;
      while (world.time.trueNow().isBefore(end)) {
        world.run(STEP);
        if (world.published("shop")) {
          diedAt = Instant.MAX;
          continue;
        }
        Instant now = world.time.trueNow();
        if (diedAt.equals(Instant.MAX)) {
          diedAt = now.minus(STEP);
        }
        if (obtainable(diedAt, now)) {
          lapsed += STEP.toSeconds();
        } else {
          excused += STEP.toSeconds();
        }
        boolean running = !down && !recent(resumptions, now, AFTER_SUSPENSION);
        // An alarm is in time within a tick of the death.
        boolean known =
            !recent(revocations, now, AFTER_REVOCATION)
                && Duration.between(diedAt, now).compareTo(TICK) > 0;
        if (running && known && !alarmed()) {
          silent += STEP.toSeconds();
        }
      }
      return new Result(lapsed, excused, silent);
    }

    private boolean alarmed() {
      return world.view("shop").late(world.time.instant())
          || world.view().targets().stream().anyMatch(place -> !place.current());
    }

    /** Whether a valid one could have been published by now. */
    private boolean obtainable(Instant diedAt, Instant now) {
      if (recent(resumptions, now, AFTER_SUSPENSION)
          || recent(revocations, now, AFTER_REVOCATION)) {
        return false;
      }
      return up(diedAt.minus(TOGETHER), diedAt) || up(now.minus(TOGETHER), now);
    }

    private boolean up(Instant from, Instant to) {
      return outages.stream().noneMatch(o -> o.from().isBefore(to) && o.to().isAfter(from));
    }

    private static boolean recent(List<Instant> times, Instant now, Duration within) {
      return times.stream().anyMatch(t -> !t.isAfter(now) && !t.plus(within).isBefore(now));
    }

    private void plan() {
      Duration day = Duration.ofDays(1);
      if (planted) {
        // The bug of the scripts that this replaces: one failure, and it sleeps on.
        world.forgetToRetry();
      }
      // Several of each, at hours that chance chooses, each on a day of its own.
      for (int round = 0; round < 3; round++) {
        Instant first = KeptWorld.START.plus(day.multipliedBy(9L * round));
        outage(first.plus(hours(1)), Duration.ofHours(3), () -> trouble(Trouble.THROTTLED));
        outage(first.plus(day), Duration.ofHours(5), () -> trouble(Trouble.NETWORK));
        Instant revoked = first.plus(day.multipliedBy(2)).plus(hours(3));
        revocations.add(revoked);
        world.time.at(revoked, issuer::revokeAll);
        suspension(first.plus(day.multipliedBy(3)).plus(hours(3)), Duration.ofHours(7));
        Duration back = Duration.ofMinutes(10 + chance.nextInt(180));
        Instant step = first.plus(day.multipliedBy(4)).plus(hours(3));
        world.time.at(step, () -> world.time.stepClock(back.negated()));
        world.time.at(step.plus(Duration.ofHours(20)), () -> world.time.stepClock(back));
        outage(
            first.plus(day.multipliedBy(5)).plus(hours(3)),
            Duration.ofHours(4),
            () ->
                world.target.failing(
                    new PublishOutcome.Failed("the disk of /etc/agents is full.")));
        Instant rival = first.plus(day.multipliedBy(6));
        for (int i = 0; i < 12; i++) {
          world.time.at(rival.plus(hours(1)).plusSeconds(600L * i), this::rivalWrites);
        }
        Instant silent = first.plus(day.multipliedBy(7)).plus(hours(3));
        world.time.at(silent, () -> world.registrySays("shop", Verdict.UNREACHABLE));
        world.time.at(silent.plus(Duration.ofHours(20)), () -> world.registryWorks("shop"));
        Instant crash = first.plus(day.multipliedBy(8)).plus(hours(6));
        outages.add(new Outage(crash, crash.plus(Duration.ofMinutes(90))));
        world.time.at(crash, this::kill);
        world.time.at(crash.plus(Duration.ofMinutes(90)), this::restart);
      }
    }

    private Duration hours(int most) {
      return Duration.ofSeconds(chance.nextInt(most * 3600));
    }

    private void outage(Instant from, Duration length, Runnable breaking) {
      Instant to = from.plus(length);
      outages.add(new Outage(from, to));
      world.time.at(from, breaking);
      world.time.at(
          to,
          () -> {
            issuer.working();
            world.target.working();
          });
    }

    private void suspension(Instant from, Duration length) {
      Instant to = from.plus(length);
      outages.add(new Outage(from, to));
      resumptions.add(to);
      world.time.at(
          from,
          () -> {
            down = true;
            world.suspend();
          });
      world.time.at(
          to,
          () -> {
            down = false;
            world.resume();
          });
    }

    private void kill() {
      down = true;
      world.kill();
    }

    private void restart() {
      down = false;
      resumptions.add(world.time.trueNow());
      world.start();
    }

    private void trouble(Trouble kind) {
      issuer.failing(kind, Optional.of(Duration.ofMinutes(chance.nextInt(30))));
    }

    /** Another instance, with the same issuer, publishes its own; sometimes an older one. */
    private void rivalWrites() {
      Duration life = Duration.ofMinutes(20 + chance.nextInt(700));
      Instant now = world.time.trueNow();
      Credential theirs =
          new Credential(issuer.makeUp(life), now, Optional.of(now.plus(life)), true);
      world.target.publishAlso(KeptWorld.host("shop"), theirs);
    }
  }
}
