package dev.pacer.installer.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.options.GivenOptions;
import dev.pacer.installer.options.Merge;
import dev.pacer.installer.options.OptionPath;
import dev.pacer.installer.options.OptionTree;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.PackageJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts a user's options together: profile, files, single values; the later over the earlier. */
public final class OptionsReader {
  static final int MOST_BYTES = 4 << 20;

  private final PackageJson revision;
  private final OptionTree tree;
  private final Supplier<InputStream> stdin;

  /**
   * For the options of that revision.
   *
   * @param stdin asked when a file is called {@code -}
   */
  public OptionsReader(PackageJson revision, Supplier<InputStream> stdin) {
    this.revision = revision;
    this.stdin = stdin;
    this.tree = OptionTree.of(revision);
  }

  /** As on a command line. */
  public record Sources(
      Optional<String> profile,
      List<String> files,
      List<String> settings,
      List<String> jsonSettings,
      List<String> fileSettings) {

    /** Copies the lists. */
    public Sources {
      files = List.copyOf(files);
      settings = List.copyOf(settings);
      jsonSettings = List.copyOf(jsonSettings);
      fileSettings = List.copyOf(fileSettings);
    }
  }

  /**
   * All of them together.
   *
   * @throws OptionsInputException for what cannot be read
   */
  public GivenOptions read(Sources sources) {
    ObjectNode options = sources.profile().map(this::profile).orElseGet(ExactJson::object);
    for (String file : sources.files()) {
      ObjectNode read = OptionsFileReader.read(title(file), content(file));
      options = Merge.over(options, read);
    }
    List<SingleValueReader.Setting> singles = new ArrayList<>();
    SingleValueReader reader = new SingleValueReader(tree);
    sources.settings().forEach(setting -> singles.add(reader.read(setting)));
    sources.jsonSettings().forEach(setting -> singles.add(SingleValueReader.readJson(setting)));
    for (String setting : sources.fileSettings()) {
      int equals = SingleValueReader.requireEquals("--set-file", setting);
      singles.add(
          new SingleValueReader.Setting(
              OptionPath.parse(setting.substring(0, equals)),
              JsonNodeFactory.instance.textNode(content(setting.substring(equals + 1)))));
    }
    for (SingleValueReader.Setting single : singles) {
      single.into(options);
    }
    return new GivenOptions(options);
  }

  private ObjectNode profile(String name) {
    JsonNode profiles = revision.config().map(c -> c.path("x-profiles")).orElse(ExactJson.object());
    if (profiles.path(name) instanceof ObjectNode options) {
      return options.deepCopy();
    }
    List<String> known = profiles.properties().stream().map(Map.Entry::getKey).toList();
    throw new OptionsInputException(
        known.isEmpty()
            ? "--profile %s: %s has no profiles.".formatted(name, revision)
            : "--profile %s: %s has the profiles %s."
                .formatted(name, revision, String.join(", ", known)));
  }

  private static String title(String file) {
    return file.equals("-") ? "the options on stdin" : file;
  }

  private String content(String file) {
    try {
      byte[] bytes;
      if (file.equals("-")) {
        bytes = stdin.get().readNBytes(MOST_BYTES + 1);
      } else {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
          bytes = in.readNBytes(MOST_BYTES + 1);
        }
      }
      if (bytes.length > MOST_BYTES) {
        throw new OptionsInputException(title(file) + ": is longer than 4 MiB.");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw new OptionsInputException(file + ": there is no such file.");
    } catch (CharacterCodingException e) {
      throw new OptionsInputException(title(file) + ": is not UTF-8 text.");
    } catch (IOException | InvalidPathException e) {
      throw new OptionsInputException(title(file) + ": cannot be read: " + e.getMessage());
    }
  }
}
