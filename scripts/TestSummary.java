import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Counts the tests of the last run and names the skipped ones with their reasons, from the reports that Surefire and Failsafe wrote.
 * Run as a source file: {@code java scripts/TestSummary.java ROOT}. Ends with status 1 if a test failed or none ran.
 */
public class TestSummary {

  public static void main(String[] args) throws Exception {
    int passed = 0;
    int failed = 0;
    Map<String, List<String>> skippedByReason = new TreeMap<>();
    for (Path report : reports(Path.of(args[0]))) {
      Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
      NodeList cases = document.getElementsByTagName("testcase");
      for (int i = 0; i < cases.getLength(); i++) {
        Element testcase = (Element) cases.item(i);
        NodeList skips = testcase.getElementsByTagName("skipped");
        if (skips.getLength() > 0) {
          String reason = reason((Element) skips.item(0));
          skippedByReason
              .computeIfAbsent(reason.isEmpty() ? "no reason given" : reason, key -> new ArrayList<>())
              .add(simpleName(testcase.getAttribute("classname")) + "." + testcase.getAttribute("name"));
        } else if (testcase.getElementsByTagName("failure").getLength() > 0
            || testcase.getElementsByTagName("error").getLength() > 0) {
          failed++;
        } else {
          passed++;
        }
      }
    }
    int skipped = skippedByReason.values().stream().mapToInt(List::size).sum();
    if (skipped > 0) {
      System.out.println("Skipped tests:");
      skippedByReason.forEach(
          (reason, tests) -> {
            System.out.println("  " + reason);
            tests.stream().sorted().forEach(test -> System.out.println("    - " + test));
          });
    }
    System.out.printf("%d passed, %d failed, %d skipped%n", passed, failed, skipped);
    if (failed > 0 || passed == 0) {
      System.exit(1);
    }
  }

  private static List<Path> reports(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> modules = Files.list(root)) {
      for (Path module : modules.sorted().toList()) {
        for (String kind : List.of("surefire-reports", "failsafe-reports")) {
          Path folder = module.resolve("target").resolve(kind);
          if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
              files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml")).sorted().forEach(found::add);
            }
          }
        }
      }
    }
    return found;
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  /** A condition's reason is an attribute; that of an assumption stands in the first line of its trace. */
  private static String reason(Element skip) {
    String message = skip.getAttribute("message").strip();
    if (!message.isEmpty()) {
      return message;
    }
    String first = skip.getTextContent().strip().lines().findFirst().orElse("");
    return first.replaceFirst("^[\\w.$]+: (Assumption failed: )?", "").strip();
  }
}
