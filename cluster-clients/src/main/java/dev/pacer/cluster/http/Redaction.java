package dev.pacer.cluster.http;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes texts fit to be shown: one line, short, without secrets and control characters. */
public final class Redaction {

  private static final String GONE = "***";
  private static final int EXCERPT = 200;

  private static final String SECRET_NAME =
      "[a-z0-9_.-]*(?:password|passwd|secret|token|credential|authorization|signature|api[_-]?key"
          + "|private[_-]?key|access[_-]?key|sessionid|x-amz-[a-z-]+)[a-z0-9_.-]*";

  private static final Pattern QUERY_SECRET =
      Pattern.compile("(?i)([?&;]" + SECRET_NAME + ")=[^&#;\\s\"']*");
  private static final Pattern USER_INFO =
      Pattern.compile("(?i)([a-z][a-z0-9+.-]*://)[^/\\s\"'@]*@");
  private static final Pattern JSON_SECRET =
      Pattern.compile("(?i)(\"" + SECRET_NAME + "\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*(?:\"|$)");
  private static final Pattern ASSIGNED_SECRET =
      Pattern.compile(
          "(?i)\\b(" + SECRET_NAME + ")(\\s*[=:]\\s*)(?:(?:bearer|basic)\\s+)?[^\\s,;\"'&]+");
  private static final Pattern BEARER =
      Pattern.compile("(?i)\\b(bearer|basic)\\s+[a-z0-9+/=._~-]{8,}");
  private static final Pattern JWT =
      Pattern.compile("\\beyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]*)?");

  private Redaction() {}

  /** A URL without user info, and without the values of parameters that look like secrets. */
  public static String url(URI url) {
    return clean(url.toString());
  }

  static String target(String target) {
    return clean(target);
  }

  private static String clean(String url) {
    String text = USER_INFO.matcher(url).replaceAll("$1" + GONE + "@");
    return escape(QUERY_SECRET.matcher(text).replaceAll("$1=" + GONE), 500);
  }

  /**
   * An excerpt of about 200 characters of what a peer said, on one line.
   *
   * @param secrets texts that are removed wherever they stand
   */
  public static String excerpt(String text, Collection<String> secrets) {
    // A window beyond the excerpt, so that a secret cut by its edge is still recognised.
    String window = text.length() > 20_000 ? text.substring(0, 20_000) : text;
    for (String secret : secrets) {
      if (secret.length() >= 3) {
        window = window.replace(secret, GONE);
      }
    }
    window = USER_INFO.matcher(window).replaceAll("$1" + GONE + "@");
    window = JSON_SECRET.matcher(window).replaceAll("$1\"" + GONE + "\"");
    window = JWT.matcher(window).replaceAll(GONE);
    window = BEARER.matcher(window).replaceAll("$1 " + GONE);
    window =
        ASSIGNED_SECRET.matcher(window).replaceAll(m -> quoted(m.group(1) + m.group(2)) + GONE);
    return escape(window.strip(), EXCERPT);
  }

  /**
   * A text of a trusted peer on one line, at most so many characters; only control characters go.
   */
  public static String line(String text, int most) {
    return escape(text.strip(), most);
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }

  /** Runs of white space become one space; other control characters show as {@code \\u001b}. */
  private static String escape(String text, int most) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), most) + 16);
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (line.length() >= most) {
        return line.append('…').toString();
      }
      if (Character.isWhitespace(c)) {
        space = true;
        continue;
      }
      if (space && line.length() > 0) {
        line.append(' ');
      }
      space = false;
      if (isUnsafe(c)) {
        line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    return line.toString();
  }

  private static boolean isUnsafe(char c) {
    int type = Character.getType(c);
    return Character.isISOControl(c)
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.PRIVATE_USE;
  }
}
