package dev.pacer.frame.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads secrets from the files that a configuration names; what it reads is in no message. */
final class SecretFiles {
  private static final int MAX_BYTES = 64 * 1024;

  private SecretFiles() {}

  static Path resolve(String text, Path folder) {
    Shapes.require(!text.isBlank(), "must not be blank");
    try {
      return folder.resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("must be a file name", e);
    }
  }

  static Secret read(String text, Path folder) {
    Path file = resolve(text, folder);
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "names a file that cannot be read: %s".formatted(FileTrouble.of(file, e)), e);
    }
    Shapes.require(bytes.length <= MAX_BYTES, "names a file of more than %d bytes", MAX_BYTES);
    try {
      String secret = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String trimmed = secret.replaceFirst("\\r?\\n\\z", "");
      Shapes.require(!trimmed.isBlank(), "names a file without content: %s", file);
      return new Secret(file, trimmed);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("names a file that is not UTF-8 text: " + file, e);
    }
  }
}
