package dev.pacer.simulator.marathon.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.marathon.json.Doc;
import dev.pacer.simulator.marathon.json.JsonReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A comparison that never fails proves nothing: each difference planted here must be found. */
class PlantedDifferencesTest {

  private static final String ANSWER =
      "{'app':{'id':'/web','cpus':0.5,'mem':128.0,'instances':3,'tasksRunning':2,"
          + "'constraints':[['hostname','UNIQUE'],['rack','LIKE','r1']],'env':{},"
          + "'unreachableStrategy':{'inactiveAfterSeconds':0,'expungeAfterSeconds':0},"
          + "'version':'2026-11-22T07:38:57.523Z','residency':null,"
          + "'deployments':[{'id':'20ca2618-4e50-4892-b89e-4ff99bba561d'}],"
          + "'tasks':[{'host':'127.0.0.11','state':'TASK_RUNNING','ports':[31011]}]},"
          + "'message':'App is locked'}";

  private static List<String> differences(String actual) throws JsonReader.NotJsonException {
    return Comparison.of(json(ANSWER), json(actual), true).differences();
  }

  private static Object json(String text) throws JsonReader.NotJsonException {
    return JsonReader.read(text.replace('\'', '"'));
  }

  @Test
  void nothingDiffersFromItself() throws Exception {
    assertThat(differences(ANSWER)).isEmpty();
  }

  @Test
  void idsTimesHostsAndPortsMayDiffer() throws Exception {
    String other =
        ANSWER
            .replace("07:38:57.523", "09:12:01.001")
            .replace("20ca2618-4e50", "30ca2618-1111")
            .replace("127.0.0.11", "127.0.0.13")
            .replace("31011", "31099");
    assertThat(differences(other)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'cpus':0.5,       | ''",
        "'env':{},         | 'env':{},'surplus':1,",
        "'instances':3     | 'instances':4",
        "'instances':3     | 'instances':3.0",
        "'mem':128.0       | 'mem':128",
        "'instances':3     | 'instances':'3'",
        "'env':{}          | 'env':[]",
        "'residency':null  | 'residency':{}",
        "is locked         | is Locked",
        "TASK_RUNNING      | TASK_STARTING",
        "'ports':[31011]   | 'ports':[]",
        "'ports':[31011]   | 'ports':[31011,31012]",
        "['hostname','UNIQUE'],['rack','LIKE','r1'] | ['rack','LIKE','r1'],['hostname','UNIQUE']",
        "57.523Z           | 57Z",
        "'127.0.0.11'      | 'localhost'",
        "20ca2618-4e50-4892-b89e-4ff99bba561d | 20ca2618",
        "'tasksRunning':2  | 'tasksRunning':1",
      })
  void whatMustNotDifferIsFound(String was, String becomes) throws Exception {
    String planted = ANSWER.replace(was.strip(), becomes.strip().equals("''") ? "" : becomes);
    assertThat(planted).isNotEqualTo(ANSWER);
    assertThat(differences(planted)).isNotEmpty();
  }

  @Test
  void anEventThatWasNeverPublishedIsFound() {
    List<String> unlike = new EventShapes().unlike();
    assertThat(unlike).hasSizeGreaterThan(100).allMatch(line -> line.contains("never published"));
  }

  @Test
  void anEventWithOneFieldLessOrOfAnotherKindIsFound() {
    EventShapes shapes = new EventShapes();
    EventShapes.captured("simulated-driver/events-samples").stream()
        .filter(event -> !event.text("eventType").equals("deployment_success"))
        .forEach(shapes::add);
    shapes.add(Doc.of("eventType", "deployment_success", "id", 7));
    assertThat(shapes.unlike())
        .anyMatch(line -> line.contains("deployment_success: missing [/id String"));
  }
}
