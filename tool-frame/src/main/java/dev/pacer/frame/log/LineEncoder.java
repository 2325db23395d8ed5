package dev.pacer.frame.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.pacer.frame.output.TerminalText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes one event: no secret, no line break or control character of its message can make it look
 * like another.
 */
final class LineEncoder extends EncoderBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int MAX_MESSAGE = 16 * 1024;
  private static final int MAX_CAUSES = 8;

  private final LogFormat format;
  private final Scrubber scrubber;

  LineEncoder(LogFormat format, Scrubber scrubber) {
    this.format = format;
    this.scrubber = scrubber;
  }

  @Override
  public byte @Nullable [] headerBytes() {
    return null;
  }

  @Override
  public byte @Nullable [] footerBytes() {
    return null;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String message = event.getFormattedMessage();
    message = clean(message == null ? "null" : message);
    String time = TIME.format(Instant.ofEpochMilli(event.getTimeStamp()));
    String level = event.getLevel().toString().toLowerCase(Locale.ROOT);
    String line =
        format == LogFormat.JSON
            ? json(event, time, level, message)
            : text(event, time, level, message);
    return line.getBytes(StandardCharsets.UTF_8);
  }

  private String clean(String text) {
    String scrubbed = scrubber.scrub(text);
    return scrubbed.length() <= MAX_MESSAGE
        ? scrubbed
        : scrubbed.substring(0, MAX_MESSAGE) + "… (%d characters)".formatted(scrubbed.length());
  }

  private String text(ILoggingEvent event, String time, String level, String message) {
    StringBuilder line = new StringBuilder(message.length() + 120);
    line.append("time=").append(time);
    line.append(" level=").append(level);
    line.append(" logger=").append(shortName(event.getLoggerName()));
    line.append(" thread=").append(TerminalText.safe(event.getThreadName()).replace(' ', '_'));
    line.append(' ').append(TerminalText.safe(message)).append('\n');
    if (event.getThrowableProxy() != null) {
      for (String each : trace(event.getThrowableProxy()).split("\n", -1)) {
        line.append("  | ").append(TerminalText.safe(each)).append('\n');
      }
    }
    return line.toString();
  }

  private String json(ILoggingEvent event, String time, String level, String message) {
    StringBuilder line = new StringBuilder(message.length() + 160).append('{');
    member(line, "time", time);
    member(line, "level", level);
    member(line, "logger", event.getLoggerName());
    member(line, "thread", event.getThreadName());
    member(line, "message", message);
    if (event.getThrowableProxy() != null) {
      member(line, "error", trace(event.getThrowableProxy()));
    }
    line.setCharAt(line.length() - 1, '}');
    return line.append('\n').toString();
  }

  private static void member(StringBuilder line, String name, String value) {
    line.append('"').append(name).append("\":\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
      } else if (c == '\n') {
        line.append("\\n");
      } else if (c < 0x20 || c == 0x7f || c == '\u2028' || c == '\u2029') {
        line.append("\\u%04x".formatted((int) c));
      } else if (Character.isSurrogate(c) && !isPaired(value, i)) {
        line.append("\\ufffd");
      } else {
        line.append(c);
      }
    }
    line.append("\",");
  }

  private static boolean isPaired(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }

  /** {@code dev.pacer.autoscaler.Loop} as {@code autoscaler.Loop}; others keep their name. */
  private static String shortName(String logger) {
    return logger.startsWith("dev.pacer.") ? logger.substring("dev.pacer.".length()) : logger;
  }

  private String trace(IThrowableProxy thrown) {
    StringBuilder text = new StringBuilder();
    IThrowableProxy each = thrown;
    for (int depth = 0; each != null && depth < MAX_CAUSES; depth++, each = each.getCause()) {
      text.append(depth == 0 ? "" : "\ncaused by ").append(each.getClassName());
      if (each.getMessage() != null) {
        text.append(": ").append(clean(each.getMessage()).replace("\n", "\\n"));
      }
      StackTraceElementProxy[] steps = each.getStackTraceElementProxyArray();
      int shown = steps.length - Math.max(0, each.getCommonFrames());
      for (int i = 0; i < shown; i++) {
        text.append("\n  ").append(steps[i].getSTEAsString());
      }
    }
    return text.toString();
  }
}
