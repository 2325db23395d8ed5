package dev.pacer.installer.universe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a repository file ({@code {"packages": […]}}, plain or gzip) one entry at a time, so that
 * the whole is never in memory. A bad entry is skipped and named; a file that is bad as a whole is
 * refused.
 */
public final class RepositoryReader {
  /** Unpacked; the whole public Universe has 29 MB. */
  static final long MOST_BYTES = 128L << 20;

  private static final String MEND =
      " Ask for a file that begins with {\"packages\": [ as a Universe server answers it.";

  private RepositoryReader() {}

  /**
   * Hands over each revision. If it throws, what was handed over before is to be thrown away.
   *
   * @param source how to name the repository in complaints: a file or a URL without secrets
   * @param skipped told about each entry that cannot be used, one line each
   * @throws BadRepositoryException when it is no repository, breaks off or is too long
   * @throws IOException when it cannot be read at all
   */
  public static void read(
      String source, InputStream in, Consumer<PackageJson> each, Consumer<String> skipped)
      throws IOException {
    Progress progress = new Progress();
    try (JsonParser parser = open(source, in)) {
      read(source, parser, progress, each, skipped);
    } catch (CappedStream.TooLongException e) {
      throw new BadRepositoryException(
          "%s: unpacked it is %s, which no repository is. Split it into several."
              .formatted(source, e.getMessage()));
    } catch (JsonEOFException | EOFException e) {
      throw new BadRepositoryException(
          "%s: breaks off after %s. Fetch it again.".formatted(source, progress));
    } catch (ZipException e) {
      throw new BadRepositoryException(
          "%s: its gzip is damaged (%s) after %s. Fetch it again."
              .formatted(source, e.getMessage(), progress));
    } catch (JsonProcessingException e) {
      throw new BadRepositoryException(
          "%s: is not JSON after %s: %s."
              .formatted(source, progress, ExactJson.syntax(e).getMessage()));
    }
  }

  /** The bytes themselves, or unpacked where they are gzip. */
  public static InputStream plain(InputStream in) throws IOException {
    InputStream buffered = in.markSupported() ? in : new BufferedInputStream(in, 1 << 16);
    buffered.mark(2);
    int magic = buffered.read() | buffered.read() << 8;
    buffered.reset();
    return magic == GZIPInputStream.GZIP_MAGIC ? new GZIPInputStream(buffered, 1 << 16) : buffered;
  }

  private static JsonParser open(String source, InputStream in) throws IOException {
    BufferedInputStream text =
        new BufferedInputStream(new CappedStream(plain(in), MOST_BYTES), 1 << 16);
    text.mark(64);
    int first = text.read();
    for (int i = 0; i < 60 && (first == ' ' || first == '\n' || first == '\r'); i++) {
      first = text.read();
    }
    text.reset();
    if (first == '<') {
      throw new BadRepositoryException(source + ": is a web page or XML, not a repository." + MEND);
    }
    if (first < 0) {
      throw new BadRepositoryException(source + ": is empty." + MEND);
    }
    return ExactJson.parser(text);
  }

  private static void read(
      String source,
      JsonParser parser,
      Progress progress,
      Consumer<PackageJson> each,
      Consumer<String> skipped)
      throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new BadRepositoryException(source + ": is JSON, but no object." + MEND);
    }
    boolean found = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean packages = parser.currentName().equals("packages");
      JsonToken value = parser.nextToken();
      if (!packages) {
        parser.skipChildren();
        continue;
      }
      if (value != JsonToken.START_ARRAY || found) {
        throw new BadRepositoryException(
            source + ": \"packages\" is " + (found ? "there twice." : "no list.") + MEND);
      }
      found = true;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        progress.entries++;
        take(source, parser, progress, each, skipped);
      }
    }
    if (parser.nextToken() != null) {
      throw new BadRepositoryException(source + ": something follows its end. Fetch it again.");
    }
    if (!found) {
      throw new BadRepositoryException(source + ": has no \"packages\"." + MEND);
    }
  }

  private static void take(
      String source,
      JsonParser parser,
      Progress progress,
      Consumer<PackageJson> each,
      Consumer<String> skipped)
      throws IOException {
    PackageJsonReader.Reading reading = PackageJsonReader.read(ExactJson.tree(parser));
    String where = "%s: packages[%d] ".formatted(source, progress.entries - 1);
    if (reading.revision().isEmpty()) {
      skipped.accept(where + reading.problem());
      return;
    }
    PackageJson revision = reading.revision().get();
    if (!progress.seen.add(revision.name() + '/' + revision.releaseVersion())) {
      skipped.accept(
          where
              + "%s (release %d): is there twice; the first counts"
                  .formatted(revision.name(), revision.releaseVersion()));
      return;
    }
    progress.last = revision;
    each.accept(revision);
  }

  /** How far it came, for complaints. */
  private static final class Progress {
    private final Set<String> seen = new HashSet<>();
    private int entries;
    private @Nullable PackageJson last;

    @Override
    public String toString() {
      PackageJson whole = last;
      return whole == null
          ? "its beginning"
          : "%d packages (the last whole one is %s)".formatted(seen.size(), whole);
    }
  }
}
