package dev.pacer.simulator.aws.http;

import dev.pacer.simulator.aws.account.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page of a listing, and the token of the next one.
 *
 * @param <T> what is listed
 */
record Pages<T>(List<T> items, Optional<String> nextToken) {

  /**
   * The page after the token, or the first one. The token tells the last item and its place, so
   * that a listing goes on where it was although things came and went.
   *
   * @throws AwsError when the token is not of this kind of listing
   */
  static <T> Pages<T> of(
      String kind, List<T> all, Function<T, String> key, Optional<String> token, int size) {
    int from = token.map(text -> start(kind, all, key, text)).orElse(0);
    int to = Math.min(all.size(), from + size);
    Optional<String> next =
        to < all.size() && to > 0
            ? Optional.of(write(kind, to, key.apply(all.get(to - 1))))
            : Optional.empty();
    return new Pages<>(all.subList(Math.min(from, to), to), next);
  }

  private static String write(String kind, int place, String key) {
    String text = kind + "\n" + place + "\n" + key;
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static <T> int start(String kind, List<T> all, Function<T, String> key, String token) {
    String[] parts;
    try {
      parts =
          new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("\n", 3);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    if (parts.length != 3 || !parts[0].equals(kind) || !parts[1].matches("\\d{1,9}")) {
      throw invalid();
    }
    for (int i = 0; i < all.size(); i++) {
      if (key.apply(all.get(i)).equals(parts[2])) {
        return i + 1;
      }
    }
    return Math.min(all.size(), Integer.parseInt(parts[1]));
  }

  private static AwsError invalid() {
    return new AwsError(400, "InvalidNextToken", "The token is invalid.");
  }
}
