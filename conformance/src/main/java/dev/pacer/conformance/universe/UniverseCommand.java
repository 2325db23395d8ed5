package dev.pacer.conformance.universe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pacer.installer.universe.BadRepositoryException;
import dev.pacer.installer.universe.ExactJson;
import dev.pacer.installer.universe.JsonSyntaxException;
import dev.pacer.installer.universe.PackageJson;
import dev.pacer.installer.universe.RepositoryReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Renders packages with options, reads labels, and prints what came of each row. */
@Command(
    name = "universe",
    description = {
      "Renders packages with options as the installer does, and reads labels.",
      "Prints one line of JSON a row; on stderr at last: N passed, N failed."
    },
    mixinStandardHelpOptions = true)
public final class UniverseCommand implements Callable<Integer> {

  private static final int INVALID_INPUT = 3;

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--repo",
      paramLabel = "FILE",
      description = "A repository file, plain or gzip; of several the first that has it counts.")
  private List<Path> repositories = List.of();

  @Option(
      names = "--cases",
      paramLabel = "FILE",
      description = "One package and options, one template, or labels a line; plain or gzip.")
  private List<Path> cases = List.of();

  private final Map<String, PackageJson> packages = new HashMap<>();
  private int passed;
  private int failed;

  @Override
  public Integer call() {
    if (cases.isEmpty()) {
      throw new ParameterException(command.commandLine(), "give --cases FILE");
    }
    PrintWriter err = command.commandLine().getErr();
    Path current = Path.of("");
    try {
      List<UniverseCase> rows = new ArrayList<>();
      for (Path file : cases) {
        current = file;
        readCases(file, rows, err);
      }
      Set<String> wanted = new HashSet<>();
      rows.forEach(row -> row.packageName().ifPresent(wanted::add));
      for (Path file : wanted.isEmpty() ? List.<Path>of() : repositories) {
        current = file;
        readRepository(file, wanted, err);
      }
      PrintWriter out = command.commandLine().getOut();
      rows.forEach(row -> answer(row, out));
    } catch (IOException e) {
      err.printf("cannot read %s: %s%n", current, e);
      return INVALID_INPUT;
    } catch (BadRepositoryException e) {
      err.println(e.getMessage());
      return INVALID_INPUT;
    }
    if (passed + failed > 0) {
      err.printf("%d passed, %d failed%n", passed, failed);
    }
    return failed == 0 ? 0 : 1;
  }

  private void readCases(Path file, List<UniverseCase> rows, PrintWriter err) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(RepositoryReader.plain(in), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        number++;
        if (text.isBlank()) {
          continue;
        }
        try {
          if (ExactJson.parse(text) instanceof ObjectNode row) {
            rows.add(new UniverseCase(row));
            continue;
          }
          err.printf("%s, line %d: is no object%n", file, number);
        } catch (JsonSyntaxException e) {
          err.printf("%s, line %d: %s%n", file, number, e.getMessage());
        }
        failed++;
      }
    }
  }

  private void readRepository(Path file, Set<String> wanted, PrintWriter err) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      RepositoryReader.read(
          file.toString(),
          in,
          revision -> {
            if (wanted.contains(revision.name())) {
              packages.putIfAbsent(
                  key(revision.name(), BigDecimal.valueOf(revision.releaseVersion())), revision);
            }
          },
          problem -> err.println("skipped " + problem));
    }
  }

  private void answer(UniverseCase row, PrintWriter out) {
    UniverseCase.Answer answer =
        row.run((name, release) -> Optional.ofNullable(packages.get(key(name, release))));
    out.println(ExactJson.write(answer.line()));
    answer
        .right()
        .ifPresent(
            right -> {
              if (right) {
                passed++;
              } else {
                failed++;
              }
            });
  }

  private static String key(String name, BigDecimal release) {
    return name + '/' + release.stripTrailingZeros().toPlainString();
  }
}
