package dev.pacer.frame.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One kind of configuration file, declared once: it reads such files, and prints their JSON Schema,
 * their reference table and an example.
 *
 * @param <T> what a file is read as
 */
public final class ConfigurationFile<T> {
  private static final int MAX_BYTES = 4 * YamlParsing.MAX_CHARACTERS;

  private final String name;
  private final String title;
  private final GroupShape<T> shape;

  private ConfigurationFile(String name, String title, GroupShape<T> shape) {
    this.name = name;
    this.title = title;
    this.shape = shape;
  }

  /**
   * Declares a file; the key {@code version} comes by itself.
   *
   * @param name the file's usual name, e.g. {@code autoscaler.yaml}
   * @param title one line about what it configures
   * @param version what {@code version} must be
   */
  public static <T> ConfigurationFile<T> declare(
      String name, String title, int version, Function<Fields, Function<Values, T>> declaration) {
    return new ConfigurationFile<>(
        name,
        title,
        new GroupShape<>(
            fields -> {
              fields.required("version", exactly(version), "The format of this file.");
              return declaration.apply(fields);
            }));
  }

  private static ScalarShape<Integer> exactly(int version) {
    ScalarShape<Integer> any = Shapes.integer(version, version);
    return new ScalarShape<>(
        "whole number",
        "",
        any.schema(),
        Integer.toString(version),
        (text, folder) -> {
          Shapes.require(
              text.equals(Integer.toString(version)),
              "must be %d, was %s; this program reads version %d",
              version,
              Paths.shown(text),
              version);
          return version;
        });
  }

  /** Reads a file whole; file names in it are relative to its folder. */
  public Reading<T> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        return failed(file, "is larger than " + MAX_BYTES + " bytes");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      Path folder = file.toAbsolutePath().getParent();
      return read(file.toString(), text, folder == null ? file.toAbsolutePath() : folder);
    } catch (CharacterCodingException e) {
      return failed(file, "is not UTF-8 text");
    } catch (IOException e) {
      return failed(file, "cannot be read: " + FileTrouble.of(file, e));
    }
  }

  private Reading<T> failed(Path file, String message) {
    return new Reading<>(
        file.toString(), Optional.empty(), List.of(new Problem("", "the file " + message, 0)));
  }

  /**
   * Reads a file's text.
   *
   * @param source the file's name for messages
   * @param folder what file names in it are relative to
   */
  public Reading<T> read(String source, String text, Path folder) {
    List<Problem> problems = new ArrayList<>();
    Optional<T> value =
        YamlParsing.parse(text, problems)
            .flatMap(node -> shape.read(node, new Place("", folder, problems)));
    return new Reading<>(source, problems.isEmpty() ? value : Optional.empty(), problems);
  }

  /** The JSON Schema (2020-12) of such files. */
  public String jsonSchema() {
    return SchemaText.write(name, title, shape);
  }

  /** A Markdown table of every key: type, unit, default, meaning. */
  public String reference() {
    return ReferenceTable.write(shape);
  }

  /** A commented example: what is required is set, every other key is there with its default. */
  public String example() {
    return ExampleText.write(name, title, shape);
  }
}
