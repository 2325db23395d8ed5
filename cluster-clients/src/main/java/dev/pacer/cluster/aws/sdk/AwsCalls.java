package dev.pacer.cluster.aws.sdk;

import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;

/** Makes calls of one service and turns every failure into an {@link AwsException}. */
record AwsCalls(String service) {
  /** Far above any true listing: the largest is about 100 pages. */
  private static final int MAX_PAGES = 5_000;

  /** A call that changes nothing. */
  <R extends AwsResponse, T> T read(
      String action, String subject, Supplier<R> call, Function<R, T> reading) {
    return run(action, subject, false, call, reading);
  }

  /** A call that changes something, sent once. */
  <R extends AwsResponse, T> T change(
      String action, String subject, Supplier<R> call, Function<R, T> reading) {
    return run(action, subject, true, call, reading);
  }

  /** A call that changes something and has no answer but yes. */
  <R extends AwsResponse> void change(String action, String subject, Supplier<R> call) {
    run(action, subject, true, call, reply -> reply);
  }

  /** All pages of a listing, or a failure. */
  <R extends AwsResponse, T> List<T> readPages(
      String action,
      String subject,
      Function<@Nullable String, R> page,
      Function<R, List<T>> items,
      Function<R, @Nullable String> nextToken) {
    List<T> all = new ArrayList<>();
    readPagesWhile(
        action,
        subject,
        page,
        reply -> {
          all.addAll(items.apply(reply));
          return true;
        },
        nextToken);
    return all;
  }

  /**
   * Reads page after page as long as more is wanted.
   *
   * @return whether there are pages that were not read
   */
  <R extends AwsResponse> boolean readPagesWhile(
      String action,
      String subject,
      Function<@Nullable String, R> page,
      Predicate<R> moreWanted,
      Function<R, @Nullable String> nextToken) {
    Set<String> tokens = new HashSet<>();
    Optional<String> token = Optional.empty();
    boolean wanted;
    do {
      @Nullable String asked = token.orElse(null);
      Page read =
          read(
              action,
              subject,
              () -> page.apply(asked),
              reply ->
                  new Page(
                      moreWanted.test(reply),
                      Optional.ofNullable(nextToken.apply(reply)).filter(text -> !text.isEmpty())));
      wanted = read.moreWanted();
      token = read.next();
      if (token.isPresent() && (!tokens.add(token.get()) || tokens.size() > MAX_PAGES)) {
        throw failure(
            AwsFailure.Kind.LISTING_BROKEN, action, subject, "the listing goes round in circles");
      }
    } while (wanted && token.isPresent());
    return token.isPresent();
  }

  private record Page(boolean moreWanted, Optional<String> next) {}

  /** A failure that AWS did not report but the reply shows. */
  AwsException failure(AwsFailure.Kind kind, String action, String subject, String detail) {
    return new AwsException(
        new AwsFailure(
            kind,
            service + ":" + action,
            subject,
            OptionalInt.of(200),
            Optional.empty(),
            Optional.empty(),
            detail));
  }

  private <R extends AwsResponse, T> T run(
      String action, String subject, boolean changes, Supplier<R> call, Function<R, T> reading) {
    R reply;
    try {
      reply = call.get();
    } catch (RuntimeException e) {
      throw FailureReading.read(service + ":" + action, subject, changes, e);
    }
    AwsFailure.Kind unreadable = changes ? AwsFailure.Kind.LOST_REPLY : AwsFailure.Kind.UNREADABLE;
    // Any well-formed page of a proxy parses as an empty answer; only AWS's own has a request id.
    if (requestId(reply).isEmpty()) {
      throw failure(unreadable, action, subject, "the reply has no request id");
    }
    try {
      return reading.apply(reply);
    } catch (IllegalArgumentException e) {
      throw failure(unreadable, action, subject, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> requestId(AwsResponse reply) {
    return Optional.ofNullable(reply.responseMetadata())
        .map(metadata -> metadata.requestId())
        .filter(id -> !id.isBlank() && !id.equals("UNKNOWN"));
  }
}
