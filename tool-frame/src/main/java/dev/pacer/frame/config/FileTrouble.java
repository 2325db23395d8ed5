package dev.pacer.frame.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a file cannot be read, in words. */
final class FileTrouble {
  private FileTrouble() {}

  static String of(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no " + file;
    }
    if (e instanceof AccessDeniedException) {
      return "no permission to read " + file;
    }
    return Files.isDirectory(file) ? file + " is a folder" : String.valueOf(e.getMessage());
  }
}
