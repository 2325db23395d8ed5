package dev.pacer.registryauth.source;

import dev.pacer.cluster.Secret;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.issue.Issue;
import dev.pacer.registryauth.issue.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A user and a password that somebody keeps in a file (Docker Hub, Harbor, GitLab, any registry).
 * The file is read anew each time, so that a changed password is found within half a minute.
 *
 * @param passwordFile holds the password; one line end at its end is dropped
 * @param expiresAt when somebody said that the password ends
 */
public record StaticFile(String user, Path passwordFile, Optional<Instant> expiresAt)
    implements Source {

  private static final int MOST_BYTES = 64 * 1024;
  private static final Duration AGAIN = Duration.ofSeconds(30);

  @Override
  public String provider() {
    return "static";
  }

  @Override
  public Issue issue() {
    try (InputStream in = Files.newInputStream(passwordFile)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        return unusable(Trouble.MALFORMED, "is larger than " + MOST_BYTES + " bytes");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String password = text.replaceFirst("\\r?\\n\\z", "");
      if (password.isBlank()) {
        return unusable(Trouble.MALFORMED, "is empty");
      }
      return new Issue.Issued(
          new Login(user, new Secret(password)), expiresAt, Optional.empty(), Optional.of(AGAIN));
    } catch (CharacterCodingException e) {
      return unusable(Trouble.MALFORMED, "is not UTF-8 text");
    } catch (IllegalArgumentException e) {
      return unusable(Trouble.MALFORMED, "holds no password: " + e.getMessage());
    } catch (IOException e) {
      return unusable(Trouble.DENIED, "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private Issue unusable(Trouble trouble, String what) {
    return new Issue.NotIssued(
        trouble, "%s %s. Put the password there.".formatted(passwordFile, what), Optional.empty());
  }
}
