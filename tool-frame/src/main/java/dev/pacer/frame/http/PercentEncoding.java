package dev.pacer.frame.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads {@code %XX} in paths and queries as UTF-8. */
final class PercentEncoding {
  private PercentEncoding() {}

  /** Decodes a path or a part of one, where a plus sign is itself. */
  static String decodePath(String raw) {
    return decode(raw, false);
  }

  /** Decodes a query's name or value, where a plus sign is a space. */
  static String decodeQuery(String raw) {
    return decode(raw, true);
  }

  private static String decode(String raw, boolean plusIsSpace) {
    byte[] bytes = new byte[raw.length() * 3];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int high = i + 1 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
        int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw new IllegalArgumentException("'%' is not followed by two hexadecimal digits");
        }
        bytes[length++] = (byte) (high * 16 + low);
        i += 2;
      } else if (c == '+' && plusIsSpace) {
        bytes[length++] = ' ';
      } else {
        // The head is read byte by byte: a character above 127 is a raw byte of the peer's UTF-8.
        bytes[length++] = (byte) c;
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the escaped bytes are not UTF-8", e);
    }
  }
}
