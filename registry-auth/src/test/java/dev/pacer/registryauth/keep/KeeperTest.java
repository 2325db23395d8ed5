package dev.pacer.registryauth.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.Secret;
import dev.pacer.registryauth.credential.Credential;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.issue.Issue;
import dev.pacer.registryauth.issue.Trouble;
import dev.pacer.registryauth.publish.PublishOutcome;
import dev.pacer.registryauth.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The keeper in virtual time, one trouble at a time. */
class KeeperTest {

  private static final Duration LIFE = Duration.ofHours(12);
  private final KeptWorld world = new KeptWorld(7);

  @Test
  void theFirstCredentialIsPublishedAtOnce() {
    world.registry("shop", LIFE);
    world.start();
    world.run(Duration.ofSeconds(5));
    assertThat(world.published("shop")).isTrue();
    assertThat(world.view("shop").verdict()).isEqualTo("ok");
  }

  @Test
  void aCredentialIsRefreshedAtHalfOfItsLifeGiveOrTakeATenth() {
    FakeIssuer issuer = world.registry("shop", Duration.ofHours(2));
    world.start();
    world.run(Duration.ofMinutes(53));
    assertThat(issuer.asked()).isEqualTo(1);
    world.run(Duration.ofMinutes(14));
    assertThat(issuer.asked()).isEqualTo(2);
    assertThat(world.target.login(KeptWorld.host("shop")).orElseThrow().secret().reveal())
        .isEqualTo("shop-password-2");
  }

  @Test
  void edgeCase7ThrottlingForThreeHoursCostsNoSecond() {
    FakeIssuer issuer = world.registry("shop", LIFE);
    world.start();
    world.run(Duration.ofMinutes(325));
    issuer.failing(Trouble.THROTTLED, Optional.of(Duration.ofHours(24)));
    world.run(Duration.ofHours(3));
    assertThat(world.published("shop")).isTrue();
    assertThat(world.view("shop").failures()).isGreaterThan(5);
    assertThat(world.view("shop").trouble()).contains("throttled");
    issuer.working();
    world.run(Duration.ofMinutes(6));
    assertThat(world.view("shop").failures()).isZero();
    assertThat(issuer.lastEnd()).isAfter(world.time.trueNow().plus(Duration.ofHours(11)));
  }

  @Test
  void retriesAreSpreadAndNotEndless() {
    FakeIssuer issuer = world.registry("shop", LIFE);
    issuer.failing(Trouble.NETWORK, Optional.empty());
    world.start();
    world.run(Duration.ofHours(1));
    // A minute at most between two while there is nothing published, and no hot loop.
    assertThat(issuer.asked()).isBetween(60, 400);
  }

  @Test
  void aDeniedRequestIsRepeatedSeldom() {
    FakeIssuer issuer = world.registry("shop", LIFE);
    issuer.failing(Trouble.DENIED, Optional.empty());
    world.start();
    world.run(Duration.ofHours(10));
    assertThat(issuer.asked()).isBetween(40, 250);
  }

  @Test
  void edgeCase10ATokenThatDiesEarlyIsReplacedWithinOneCanaryAndAMinute() {
    FakeIssuer issuer = world.registry("shop", LIFE);
    world.start();
    world.run(Duration.ofMinutes(20));
    issuer.revokeAll();
    world.run(Duration.ofMinutes(16));
    assertThat(world.published("shop")).isTrue();
    assertThat(world.events).contains("verified shop REJECTED");
  }

  @Test
  void edgeCase11AnUnreachableRegistryLetsTheOldOneStandUntilItsLastQuarter() {
    world.registry("shop", LIFE);
    world.start();
    world.run(Duration.ofMinutes(10));
    world.registrySays("shop", Verdict.UNREACHABLE);
    world.run(Duration.ofHours(8));
    assertThat(password("shop")).isEqualTo("shop-password-1");
    assertThat(world.target.credential(KeptWorld.host("shop")).orElseThrow().proven()).isTrue();
    world.run(Duration.ofHours(2));
    assertThat(password("shop")).isNotEqualTo("shop-password-1");
    assertThat(world.view("shop").verdict()).isEqualTo("unverified");
    assertThat(world.published("shop")).isTrue();
    world.registryWorks("shop");
    world.run(Duration.ofMinutes(2));
    assertThat(world.view("shop").verdict()).isEqualTo("ok");
  }

  @Test
  void withNothingPublishedAnUnprovenOneServesAndIsTriedEveryHalfMinute() {
    world.registry("shop", LIFE);
    world.registrySays("shop", Verdict.THROTTLED);
    world.start();
    world.run(Duration.ofSeconds(10));
    assertThat(world.published("shop")).isTrue();
    assertThat(world.view("shop").verdict()).isEqualTo("unverified");
    int before = world.verifications();
    world.run(Duration.ofMinutes(10));
    assertThat(world.verifications() - before).isBetween(18, 24);
  }

  @Test
  void anUnprovenOneThatIsRefusedLaterGivesWayToTheProvenOneThatStillLives() {
    FakeIssuer issuer = world.registry("shop", LIFE);
    world.start();
    world.run(Duration.ofMinutes(10));
    Login good = world.target.login(KeptWorld.host("shop")).orElseThrow();
    world.registrySays("shop", Verdict.UNREACHABLE);
    issuer.answering(
        new Issue.Issued(
            new Login("AWS", new Secret("never-good-anywhere")),
            Optional.of(world.time.trueNow().plus(Duration.ofHours(30))),
            Optional.of(world.time.trueNow())));
    world.run(Duration.ofMinutes(550));
    assertThat(password("shop")).isEqualTo("never-good-anywhere");
    world.registryWorks("shop");
    issuer.failing(Trouble.NETWORK, Optional.empty());
    world.run(Duration.ofMinutes(2));
    assertThat(world.target.login(KeptWorld.host("shop"))).contains(good);
  }

  @Test
  void aRefusedFreshOneLeavesTheLastGoodInPlace() {
    FakeIssuer issuer = world.registry("shop", LIFE);
    world.start();
    world.run(Duration.ofMinutes(10));
    issuer.answering(
        new Issue.Issued(
            new Login("AWS", new Secret("from-elsewhere")),
            Optional.of(world.time.trueNow().plus(Duration.ofHours(30))),
            Optional.empty()));
    world.run(Duration.ofHours(11));
    assertThat(password("shop")).isEqualTo("shop-password-1");
    assertThat(world.view("shop").trouble()).contains("denied");
    assertThat(world.view("shop").late(world.time.instant())).isTrue();
  }

  @Test
  void anOpenRegistryProvesNothingAndTheProvenOneStaysAtHand() {
    FakeIssuer issuer = world.registry("shop", Duration.ofHours(2));
    world.start();
    world.run(Duration.ofMinutes(10));
    world.registrySays("shop", Verdict.OPEN_REGISTRY);
    world.run(Duration.ofMinutes(60));
    assertThat(issuer.asked()).isEqualTo(2);
    assertThat(world.view("shop").verdict()).isEqualTo("open_registry");
    // The target has a proven one that lives: an unproven one does not push it out.
    assertThat(password("shop")).isEqualTo("shop-password-1");
    world.run(Duration.ofMinutes(70));
    assertThat(world.published("shop")).isTrue();
    int before = world.verifications();
    world.run(Duration.ofMinutes(30));
    assertThat(world.verifications() - before).isLessThan(10);
  }

  @Test
  void edgeCase3AndBadAnswersAFailingIssuerNeverTouchesWhatIsPublished() {
    FakeIssuer issuer = world.registry("shop", LIFE);
    world.start();
    world.run(Duration.ofMinutes(10));
    issuer.failing(Trouble.MALFORMED, Optional.empty());
    world.run(Duration.ofHours(11));
    assertThat(password("shop")).isEqualTo("shop-password-1");
    assertThat(world.published("shop")).isTrue();
  }

  @Test
  void aCredentialThatIsOverWhenIssuedIsRefusedWithoutAHotLoop() {
    FakeIssuer issuer = world.registry("shop", LIFE);
    issuer.answering(
        new Issue.Issued(
            new Login("AWS", new Secret("born-dead")),
            Optional.of(Instant.parse("2015-01-01T00:00:00Z")),
            Optional.empty()));
    world.start();
    world.run(Duration.ofHours(1));
    assertThat(world.target.writes()).isZero();
    assertThat(world.view("shop").trouble()).contains("malformed");
    assertThat(issuer.asked()).isLessThan(400);
  }

  @Test
  void edgeCase16TheSameNearlyExpiredTokenAgainIsNoFailureAndNoHotLoop() {
    FakeIssuer issuer = world.registry("shop", Duration.ofMinutes(60));
    Login cached = issuer.makeUp(Duration.ofMinutes(60));
    issuer.answering(
        new Issue.Issued(
            cached,
            Optional.of(KeptWorld.START.plus(Duration.ofMinutes(60))),
            Optional.of(KeptWorld.START)));
    world.start();
    world.run(Duration.ofMinutes(50));
    assertThat(world.view("shop").failures()).isZero();
    assertThat(world.events).contains("refreshed shop no_progress");
    assertThat(issuer.asked()).isLessThan(10);
    issuer.working();
    world.run(Duration.ofMinutes(30));
    assertThat(world.published("shop")).isTrue();
  }

  @Test
  void edgeCase23OneRegistryDownForADayDoesNotTouchTheOthers() {
    FakeIssuer shop = world.registry("shop", LIFE);
    world.registry("bank", LIFE);
    world.start();
    world.run(Duration.ofMinutes(1));
    shop.failing(Trouble.NETWORK, Optional.empty());
    for (int hour = 0; hour < 24; hour++) {
      world.run(Duration.ofHours(1));
      assertThat(world.published("bank")).as("hour %d", hour).isTrue();
    }
    assertThat(world.published("shop")).isFalse();
    assertThat(world.view("shop").alive()).isFalse();
    shop.working();
    world.run(Duration.ofMinutes(2));
    assertThat(world.published("shop")).isTrue();
  }

  @Test
  void edgeCase22AnExpiredOneIsTakenOutWherePullsWorkWithoutIt() {
    FakeIssuer open = world.registry("public", LIFE, true);
    FakeIssuer closed = world.registry("shop", LIFE);
    world.start();
    world.run(Duration.ofMinutes(1));
    open.failing(Trouble.NETWORK, Optional.empty());
    closed.failing(Trouble.NETWORK, Optional.empty());
    world.run(Duration.ofHours(13));
    assertThat(world.target.login(KeptWorld.host("public"))).isEmpty();
    assertThat(world.target.login(KeptWorld.host("shop"))).isPresent();
  }

  @Test
  void edgeCase8ASuspensionOverTheRefreshIsCaughtUpAtOnce() {
    world.registry("shop", LIFE);
    world.start();
    world.run(Duration.ofHours(3));
    world.suspend();
    world.run(Duration.ofHours(7));
    world.resume();
    world.run(Duration.ofSeconds(10));
    assertThat(password("shop")).isEqualTo("shop-password-2");
  }

  @Test
  void edgeCase8ASuspensionOverTheExpiryIsMendedWithinATickAndAMinute() {
    world.registry("shop", LIFE);
    world.start();
    world.run(Duration.ofHours(3));
    world.suspend();
    world.run(Duration.ofHours(20));
    assertThat(world.published("shop")).isFalse();
    world.resume();
    world.run(Duration.ofSeconds(90));
    assertThat(world.published("shop")).isTrue();
  }

  @Test
  void edgeCase9AClockTenMinutesAheadOrBehindChangesNothing() {
    for (Duration off : new Duration[] {Duration.ofMinutes(10), Duration.ofMinutes(-10)}) {
      KeptWorld skewed = new KeptWorld(3);
      skewed.registry("shop", Duration.ofHours(1));
      skewed.time.stepClock(off);
      skewed.start();
      for (int i = 0; i < 24 * 6; i++) {
        skewed.run(Duration.ofMinutes(10));
        assertThat(skewed.published("shop")).as("off by %s", off).isTrue();
      }
      assertThat(skewed.issuers.get("shop").asked()).isBetween(40, 65);
    }
  }

  @Test
  void edgeCase9AClockAheadByMoreThanALifeStillServes() {
    world.registry("shop", Duration.ofHours(1));
    world.time.stepClock(Duration.ofDays(400));
    world.start();
    for (int i = 0; i < 24; i++) {
      world.run(Duration.ofMinutes(10));
      assertThat(world.published("shop")).isTrue();
    }
    world.time.stepClock(Duration.ofDays(-400));
    for (int i = 0; i < 24; i++) {
      world.run(Duration.ofMinutes(10));
      assertThat(world.published("shop")).isTrue();
    }
    assertThat(world.view("shop").nextRefresh())
        .isBefore(world.time.instant().plus(Duration.ofHours(1)));
  }

  @Test
  void edgeCase9ABackwardJumpMakesEverythingDueAndLosesNothing() {
    FakeIssuer issuer = world.registry("shop", LIFE);
    world.start();
    world.run(Duration.ofHours(2));
    world.time.stepClock(Duration.ofHours(-5));
    world.run(Duration.ofMinutes(1));
    assertThat(issuer.asked()).isEqualTo(2);
    assertThat(world.events).anyMatch(event -> event.startsWith("clock stepped back"));
    for (int i = 0; i < 30; i++) {
      world.run(Duration.ofHours(1));
      assertThat(world.published("shop")).isTrue();
    }
  }

  @Test
  void aTargetThatFailsIsTriedAgainAndThenHoldsTheNewest() {
    world.registry("shop", LIFE);
    world.target.failing(new PublishOutcome.Failed("the disk is full."));
    world.start();
    world.run(Duration.ofHours(1));
    assertThat(world.view().targets().get(0).reason()).contains("the disk is full.");
    assertThat(world.published("shop")).isFalse();
    world.target.working();
    world.run(Duration.ofSeconds(90));
    assertThat(world.published("shop")).isTrue();
  }

  @Test
  void whatSomebodyDeletedComesBackWithinOneCanary() {
    world.registry("shop", LIFE);
    world.start();
    world.run(Duration.ofMinutes(10));
    world.target.wipe();
    world.run(Duration.ofMinutes(16));
    assertThat(world.published("shop")).isTrue();
    assertThat(world.events).anyMatch(event -> event.startsWith("drifted"));
  }

  @Test
  void edgeCase13ABetterCredentialOfAnotherWriterStaysAndOursFollowsInTime() {
    FakeIssuer issuer = world.registry("shop", LIFE);
    world.start();
    world.run(Duration.ofMinutes(30));
    Login theirs = issuer.makeUp(LIFE);
    world.target.put(
        KeptWorld.host("shop"),
        new Credential(
            theirs, world.time.trueNow(), Optional.of(world.time.trueNow().plus(LIFE)), true));
    world.run(Duration.ofHours(2));
    assertThat(world.target.login(KeptWorld.host("shop"))).contains(theirs);
    for (int i = 0; i < 24; i++) {
      world.run(Duration.ofHours(1));
      assertThat(world.published("shop")).isTrue();
    }
  }

  @Test
  void anotherWritersDeadCredentialGoesHoweverLongItSaysItLives() {
    world.registry("shop", LIFE);
    world.start();
    world.run(Duration.ofMinutes(5));
    world.target.put(
        KeptWorld.host("shop"),
        new Credential(
            new Login("AWS", new Secret("dead-but-long-lived")),
            world.time.trueNow(),
            Optional.of(world.time.trueNow().plus(Duration.ofDays(30))),
            true));
    world.run(Duration.ofMinutes(17));
    assertThat(world.published("shop")).isTrue();
  }

  @Test
  void aRestartPublishesWhatWasSavedAndDoesNotAskAgainAtOnce() {
    FakeIssuer issuer = world.registry("shop", LIFE);
    world.start();
    world.run(Duration.ofMinutes(30));
    world.kill();
    world.target.wipe();
    issuer.failing(Trouble.NETWORK, Optional.empty());
    world.start();
    world.run(Duration.ofSeconds(3));
    assertThat(world.published("shop")).isTrue();
    assertThat(issuer.asked()).isEqualTo(1);
  }

  @Test
  void aStaticPasswordThatChangesIsPublishedWithinHalfAMinuteAndAskedAboutOnce() {
    FakeIssuer file = world.registry("shop", LIFE);
    file.answering(fromFile(file.makeUp(Duration.ofDays(900))));
    world.start();
    world.run(Duration.ofMinutes(5));
    int before = world.verifications();
    world.run(Duration.ofMinutes(9));
    assertThat(world.verifications()).isEqualTo(before);
    Login next = file.makeUp(Duration.ofDays(900));
    file.answering(fromFile(next));
    world.run(Duration.ofSeconds(35));
    assertThat(world.target.login(KeptWorld.host("shop"))).contains(next);
  }

  @Test
  void aWrongStaticPasswordIsNotTriedUntilTheAccountLocks() {
    FakeIssuer file = world.registry("shop", LIFE);
    file.answering(fromFile(new Login("bob", new Secret("wrong-password"))));
    world.start();
    world.run(Duration.ofHours(10));
    assertThat(world.verifications()).isLessThan(250);
    assertThat(world.view("shop").trouble()).contains("denied");
    assertThat(world.target.writes()).isZero();
  }

  private static Issue fromFile(Login login) {
    return new Issue.Issued(
        login, Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(30)));
  }

  private String password(String name) {
    return world.target.login(KeptWorld.host(name)).orElseThrow().secret().reveal();
  }
}
