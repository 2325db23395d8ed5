package dev.pacer.installer.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** The packages that come with Pacer; the build puts them beside a list of their files. */
final class BuiltInFiles implements TreeReader.Files {
  private static final String ROOT = "/dev/pacer/installer/packages/";
  private static final String LIST = "files.list";

  @Override
  public Collection<String> paths() throws IOException {
    return List.of(new String(read(LIST), StandardCharsets.UTF_8).strip().split("\\s+"));
  }

  /** Changes with every build that has other packages. */
  String validator() throws IOException {
    int hash = 0;
    for (String path : paths()) {
      hash = 31 * hash + java.util.Arrays.hashCode(read(path));
    }
    return "built in %08x".formatted(hash);
  }

  @Override
  public byte[] read(String path) throws IOException {
    try (InputStream in = BuiltInFiles.class.getResourceAsStream(ROOT + path)) {
      if (in == null) {
        throw new IOException("the build left out " + ROOT + path);
      }
      return in.readAllBytes();
    }
  }
}
