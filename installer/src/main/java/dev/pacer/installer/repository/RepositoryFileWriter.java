package dev.pacer.installer.repository;

import dev.pacer.installer.universe.ExactJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/** Writes packages as the one file that a repository is. */
public final class RepositoryFileWriter {
  private RepositoryFileWriter() {}

  /**
   * Writes all revisions, by name and release, so that the same packages make the same file.
   *
   * @return how many there are
   */
  public static int write(Catalog catalog, OutputStream out, boolean gzip) throws IOException {
    int count = 0;
    try (Writer writer =
        new OutputStreamWriter(gzip ? new GZIPOutputStream(out) : out, StandardCharsets.UTF_8)) {
      writer.write("{\"packages\":[");
      for (String name : new TreeSet<>(catalog.names())) {
        List<Catalog.Found> revisions =
            catalog.revisions(name).stream()
                .sorted(Comparator.comparingLong(found -> found.entry().release()))
                .toList();
        for (Catalog.Found found : revisions) {
          writer.write(count++ == 0 ? "\n" : ",\n");
          writer.write(ExactJson.write(catalog.read(found).entry()));
        }
      }
      writer.write("\n]}\n");
    }
    return count;
  }
}
