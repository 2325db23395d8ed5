package dev.pacer.cli;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The help of every command, written down by the build, so that {@code pacer autoscaler --help}
 * need not put the command line together in order to describe it. Where it is missing, picocli says
 * it.
 */
final class WrittenHelp {
  private WrittenHelp() {}

  /** The file in which a command's help is, e.g. {@code pacer.autoscaler.run.txt}. */
  static String fileName(List<String> path) {
    StringBuilder name = new StringBuilder("pacer");
    for (String word : path) {
      name.append('.').append(word);
    }
    return name.append(".txt").toString();
  }

  /** Prints help if it is all that is asked for and is written down. */
  static boolean print(@Nullable String folder, String[] arguments, FileDescriptor out) {
    int last = arguments.length - 1;
    if (folder == null || last < 0) {
      return false;
    }
    boolean asked = arguments[last].equals("--help") || arguments[last].equals("-h");
    boolean first = arguments[0].equals("help");
    if (asked == first) {
      return false;
    }
    List<String> path = List.of(arguments).subList(first ? 1 : 0, first ? last + 1 : last);
    for (String word : path) {
      if (!isName(word)) {
        return false;
      }
    }
    File file = new File(folder, fileName(path));
    if (!file.isFile()) {
      return false;
    }
    try (FileInputStream in = new FileInputStream(file);
        OutputStream stream = new FileOutputStream(out)) {
      in.transferTo(stream);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isName(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && (c != '-' || i == 0)) {
        return false;
      }
    }
    return !word.isEmpty();
  }
}
