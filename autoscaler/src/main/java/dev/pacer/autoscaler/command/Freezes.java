package dev.pacer.autoscaler.command;

import dev.pacer.autoscaler.config.AutoscalerConfig;
import dev.pacer.autoscaler.decision.Pool;
import dev.pacer.autoscaler.journal.Freeze;
import dev.pacer.autoscaler.journal.JournalException;
import dev.pacer.frame.exit.ExitCode;
import dev.pacer.frame.exit.ToolFailure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What both commands about freezes have in common. */
final class Freezes {

  private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,6})([smhd])");

  private Freezes() {}

  static Set<Freeze.Direction> directions(String text) {
    return switch (text) {
      case "up" -> Set.of(Freeze.Direction.UP);
      case "down" -> Set.of(Freeze.Direction.DOWN);
      case "both" -> Set.of(Freeze.Direction.UP, Freeze.Direction.DOWN);
      default ->
          throw new ToolFailure(
              ExitCode.USAGE,
              "--direction %s is not known.".formatted(text),
              "Give up, down or both.");
    };
  }

  static Duration time(String text, Duration longest) {
    Matcher matcher = TIME.matcher(text);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      Duration time =
          switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          };
      if (time.compareTo(longest) <= 0) {
        return time;
      }
    }
    throw new ToolFailure(
        ExitCode.USAGE,
        "--for %s is no time from 1s to %dd.".formatted(text, longest.toDays()),
        "Give a number and s, m, h or d, such as 30m.");
  }

  static void requireKnown(AutoscalerConfig config, String pool) {
    List<String> names = config.pools().stream().map(Pool::name).toList();
    if (!pool.equals(Freeze.ALL) && !names.contains(pool)) {
      throw new ToolFailure(
          ExitCode.NOT_FOUND,
          "No pool is called %s.".formatted(pool),
          "There are: " + String.join(", ", names) + ".");
    }
  }

  static String words(String pool) {
    return pool.equals(Freeze.ALL) ? "Every pool is" : "Pool " + pool + " is";
  }

  static void writing(Runnable write) {
    try {
      write.run();
    } catch (JournalException e) {
      throw new ToolFailure(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), "", e);
    }
  }
}
