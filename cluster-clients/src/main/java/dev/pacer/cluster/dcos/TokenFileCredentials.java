package dev.pacer.cluster.dcos;

import dev.pacer.cluster.http.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A DC/OS token that lies in a file, which somebody else keeps fresh. Read when first needed, and
 * again after the token was refused.
 */
public final class TokenFileCredentials implements Credentials {

  private static final long LONGEST = 64 * 1_024;

  private final Path file;
  private @Nullable String header;

  /** The token in that file. */
  public TokenFileCredentials(Path file) {
    this.file = file;
  }

  /**
   * The header with the token.
   *
   * @throws IllegalArgumentException when the file holds no token
   */
  @Override
  public synchronized Optional<String> authorization() {
    String value = header;
    if (value == null) {
      value = "token=" + read();
      header = value;
    }
    return Optional.of(value);
  }

  /** Whether the file holds another token by now. */
  @Override
  public synchronized boolean renew(String refused) {
    header = "token=" + read();
    return !refused.equals(header);
  }

  private String read() {
    String text;
    try {
      if (Files.size(file) > LONGEST) {
        throw new IllegalArgumentException(file + " is too long for a token");
      }
      text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read the token file " + file, e);
    }
    if (text.startsWith("token=")) {
      text = text.substring("token=".length());
    }
    if (!text.matches("[\\x21-\\x7e]+")) {
      throw new IllegalArgumentException(
          file + " holds no token: one line without spaces is expected");
    }
    return text;
  }

  @Override
  public synchronized List<String> secrets() {
    return header == null ? List.of() : List.of(header.substring("token=".length()));
  }

  @Override
  public String toString() {
    return "token of " + file;
  }
}
