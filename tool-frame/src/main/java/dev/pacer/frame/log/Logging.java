package dev.pacer.frame.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.OutputStream;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Sets up logging for a process, in code; no file is looked for. */
public final class Logging {
  /** Libraries tell about their own business at levels that would drown ours. */
  private static final Map<String, Level> QUIET =
      Map.of(
          // Each failed try of theirs is an error with a stack trace; ours say what came of it.
          "org.apache.zookeeper", Level.OFF,
          "org.apache.curator", Level.OFF,
          "org.apache.hc", Level.WARN,
          "software.amazon.awssdk", Level.WARN,
          "org.quartz", Level.WARN,
          "io.prometheus", Level.WARN,
          "com.networknt", Level.WARN);

  private Logging() {}

  /**
   * From now on log lines of that level and above go to the stream.
   *
   * @param scrubber knows what must not appear in them
   * @param loudLibraries whether libraries log at the same level, else only warnings and errors,
   *     and ZooKeeper's nothing
   */
  public static void start(
      LogLevel level,
      LogFormat format,
      OutputStream stream,
      Scrubber scrubber,
      boolean loudLibraries) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    LineEncoder encoder = new LineEncoder(format, scrubber);
    encoder.setContext(context);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(stream);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level ours = Level.valueOf(level.name());
    root.setLevel(ours);
    root.addAppender(appender);
    if (!loudLibraries) {
      QUIET.forEach(
          (name, atLeast) ->
              context.getLogger(name).setLevel(atLeast.isGreaterOrEqual(ours) ? atLeast : ours));
    }
  }
}
