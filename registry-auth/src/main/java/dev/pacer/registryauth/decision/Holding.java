package dev.pacer.registryauth.decision;

import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.issue.Trouble;
import dev.pacer.registryauth.verdict.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one registry's credential.
 *
 * @param refreshAt when to ask the issuer next
 * @param verifyAt when to verify an unproven one next
 * @param failures refreshes in a row that brought nothing
 * @param trouble of the last refresh, if it brought nothing
 */
public record Holding(
    Stock stock,
    Word word,
    Instant refreshAt,
    Instant verifyAt,
    int failures,
    Optional<Failure> trouble) {

  private static final Duration ENDLESS = Duration.ofDays(36_500);

  /** Why a refresh brought nothing. */
  public record Failure(Trouble trouble, String reason) {}

  /** Nothing known yet, and due at once. */
  public static Holding nothing(Instant now) {
    return new Holding(Stock.EMPTY, Word.NONE, now, now, 0, Optional.empty());
  }

  /** What is published, or shall be. */
  public Optional<Held> good() {
    return stock.good();
  }

  Optional<Held> fallback() {
    return stock.fallback();
  }

  Optional<Held> candidate() {
    return stock.candidate();
  }

  /** The last verification. */
  public Optional<Finding> finding() {
    return word.finding();
  }

  /** When the registry last let {@code good} in. */
  public Optional<Instant> verifiedAt() {
    return word.verifiedAt();
  }

  /** The life left of what is published; zero when nothing is, very long when it does not end. */
  public Duration remaining(Instant now) {
    return good()
        .filter(held -> held.alive(now))
        .map(held -> held.remaining(now).orElse(ENDLESS))
        .orElse(Duration.ZERO);
  }

  /** The one that waits for the registry's word, if any does. */
  public Optional<Held> unproven() {
    return candidate()
        .or(() -> good().filter(held -> !held.credential().proven() && !held.revoked()));
  }

  /** Whether the registry should be asked about a login that the issuer handed out. */
  public boolean needsWord(Login login, Instant now) {
    boolean known =
        good()
            .filter(held -> held.credential().proven() && !held.revoked())
            .map(held -> held.credential().login().equals(login))
            .orElse(false);
    boolean refused =
        word.refusal()
            .map(refusal -> refusal.login().equals(login) && now.isBefore(refusal.until()))
            .orElse(false);
    return !known && !refused;
  }

  /** The same with the issuer to be asked at that time. */
  public Holding refreshingAt(Instant at) {
    return new Holding(stock, word, at, verifyAt, failures, trouble);
  }

  /** The same with the issuer to be asked at that time at the latest. */
  Holding refreshingBy(Instant at) {
    return refreshAt.isAfter(at) ? refreshingAt(at) : this;
  }

  Holding verifyingAt(Instant at) {
    return new Holding(stock, word, refreshAt, at, failures, trouble);
  }

  Holding with(Optional<Held> good, Optional<Held> fallback, Optional<Held> candidate) {
    return new Holding(
        new Stock(good, fallback, candidate), word, refreshAt, verifyAt, failures, trouble);
  }

  Holding failed(Failure why) {
    return new Holding(stock, word, refreshAt, verifyAt, failures + 1, Optional.of(why));
  }

  Holding succeeded() {
    return new Holding(stock, word, refreshAt, verifyAt, 0, Optional.empty());
  }

  Holding found(Finding what) {
    return saying(new Word(Optional.of(what), word.verifiedAt(), word.refusal()));
  }

  Holding verified(Instant when) {
    return saying(new Word(word.finding(), Optional.of(when), Optional.empty()));
  }

  Holding refusing(Login login, Instant until) {
    return saying(
        new Word(word.finding(), word.verifiedAt(), Optional.of(new Word.Refusal(login, until))));
  }

  private Holding saying(Word other) {
    return new Holding(stock, other, refreshAt, verifyAt, failures, trouble);
  }

  /** Everything as seen by a clock that was set back, and due at once: times are in doubt. */
  public Holding afterClockStepBack(Instant now, Duration step) {
    return new Holding(
        new Stock(
            good().map(held -> held.shiftedBack(step)),
            fallback().map(held -> held.shiftedBack(step)),
            candidate().map(held -> held.shiftedBack(step))),
        new Word(word.finding(), word.verifiedAt().map(at -> at.minus(step)), Optional.empty()),
        now,
        now,
        failures,
        trouble);
  }
}
