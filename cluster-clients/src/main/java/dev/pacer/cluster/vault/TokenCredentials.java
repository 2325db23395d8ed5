package dev.pacer.cluster.vault;

import dev.pacer.cluster.Secret;
import dev.pacer.cluster.http.Credentials;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A Vault token that somebody else keeps fresh; read when first needed and when refused. */
public final class TokenCredentials implements Credentials {
  private final Supplier<Secret> source;
  private @Nullable String header;

  /**
   * @param source reads the token anew, such as from a file
   */
  public TokenCredentials(Supplier<Secret> source) {
    this.source = source;
  }

  @Override
  public synchronized Optional<String> authorization() {
    String value = header;
    if (value == null) {
      value = "Bearer " + source.get().reveal();
      header = value;
    }
    return Optional.of(value);
  }

  @Override
  public synchronized boolean renew(String refused) {
    String next = "Bearer " + source.get().reveal();
    header = next;
    return !next.equals(refused);
  }

  @Override
  public synchronized List<String> secrets() {
    return header == null ? List.of() : List.of(header.substring("Bearer ".length()));
  }

  @Override
  public String toString() {
    return "Vault token";
  }
}
