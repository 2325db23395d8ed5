package dev.pacer.frame.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Where in the file reading is, and where problems go.
 *
 * @param folder what relative file names in the file are relative to
 */
record Place(String path, Path folder, List<Problem> problems) {
  // The list is shared on purpose: all places of one reading collect into it.

  Place child(String key) {
    return new Place(Paths.child(path, key), folder, problems);
  }

  Place item(int index) {
    return new Place(path + "[" + index + "]", folder, problems);
  }

  /** A place within this one, as {@code [2].name}; this one when empty. */
  Place below(String rest) {
    return new Place(path + rest, folder, problems);
  }

  void problem(String message, int line) {
    problems.add(new Problem(path, message, line));
  }
}
