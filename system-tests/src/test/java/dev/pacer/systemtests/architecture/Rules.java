package dev.pacer.systemtests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of the architecture document's "Direction", numbered as there. */
final class Rules {

  private Rules() {}

  /** What each module may use of ours, besides itself. */
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("placement", List.of()),
          Map.entry("conformance", List.of("placement", "installer")),
          Map.entry("cluster", List.of()),
          Map.entry("frame", List.of()),
          Map.entry("view", List.of("cluster", "placement")),
          Map.entry("simulator", List.of("frame", "cluster")),
          Map.entry("registryauth", List.of("cluster", "view", "placement", "frame")),
          Map.entry("autoscaler", List.of("cluster", "view", "placement", "frame")),
          Map.entry("installer", List.of("cluster", "view", "placement", "frame")),
          Map.entry(
              "rehearsal",
              List.of(
                  "cluster",
                  "view",
                  "placement",
                  "frame",
                  "simulator",
                  "registryauth",
                  "autoscaler",
                  "installer")));

  // 1. Direction between modules.
  static List<ArchRule> direction() {
    return MAY_USE.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> mayUse(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static ArchRule mayUse(String module, List<String> others) {
    String[] allowed =
        Stream.concat(Stream.of(module), others.stream())
            .map(name -> "dev.pacer." + name + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage("dev.pacer." + module + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.pacer..")
                .and(DescribedPredicate.not(resideInAnyPackage(allowed)))
                .as("of ours are neither %s nor %s", module, others))
        .allowEmptyShould(true);
  }

  /**
   * The simulator shares no answer with what it judges: of the clients it knows the ports and their
   * values only.
   */
  static ArchRule simulatorKnowsOnlyPorts() {
    return noClasses()
        .that()
        .resideInAPackage("dev.pacer.simulator..")
        .should()
        .dependOnClassesThat(
            describe(
                "are adapters, readers or wire classes of cluster-clients",
                (JavaClass type) ->
                    type.getPackageName().startsWith("dev.pacer.cluster")
                        && (type.getPackageName().startsWith("dev.pacer.cluster.http")
                            || type.getPackageName().startsWith("dev.pacer.cluster.dcos")
                            || type.getSimpleName()
                                .matches("(Http|Sdk|Curator).*|.*(Reader|Json|Wire|Parser)"))))
        .because("errors that the simulator shares with a client would cancel");
  }

  static ArchRule placementUsesTheJdkAlone() {
    return classes()
        .that()
        .resideInAPackage("dev.pacer.placement..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "dev.pacer.placement..", "org.jspecify.annotations.."))
        .because("placement depends on nothing but the JDK");
  }

  static ArchRule nobodyKnowsTheCommand() {
    return noClasses()
        .that()
        .resideOutsideOfPackages("dev.pacer.cli..", "dev.pacer.systemtests..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.pacer.cli..");
  }

  // 2. No package cycles.
  static ArchRule noCycles() {
    return slices().matching("dev.pacer.(**)").should().beFreeOfCycles();
  }

  // 3. Deciding packages are pure.
  static ArchRule decidingIsPure() {
    return noClasses()
        .that(deciding())
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "org.apache..",
                    "com.fasterxml..",
                    "software.amazon..",
                    "org.quartz..",
                    "picocli..",
                    "org.slf4j..",
                    "ch.qos..",
                    "io.prometheus..",
                    "java.net.http..",
                    "java.io..",
                    "java.nio.file..",
                    "java.util.concurrent..",
                    "dev.pacer.frame..",
                    "dev.pacer.cluster.http..")
                .and(
                    DescribedPredicate.not(
                        describe(
                            "unchecked exceptions of java.io, or Serializable",
                            (JavaClass type) ->
                                type.getName().equals("java.io.Serializable")
                                    || type.getName().equals("java.io.UncheckedIOException")))))
        .because(
            "deciding knows values only: no HTTP, JSON, AWS, schedule, command line, log, clock,"
                + " thread");
  }

  static ArchRule decidingHasNoClock() {
    return noClasses()
        .that(deciding())
        .should()
        .dependOnClassesThat(
            describe(
                "are clocks or threads",
                (JavaClass type) ->
                    Set.of(
                            "java.time.Clock",
                            "java.time.InstantSource",
                            "java.lang.Thread",
                            "java.util.Timer")
                        .contains(type.getName())));
  }

  private static DescribedPredicate<JavaClass> deciding() {
    return describe(
        "are in a deciding package",
        (JavaClass type) -> {
          String name = "." + type.getPackageName() + ".";
          boolean jsonIsTheSubject = name.contains(".installer.");
          return !jsonIsTheSubject
              && (name.contains(".decision.")
                  || name.contains(".plan.")
                  || name.startsWith(".dev.pacer.placement."));
        });
  }

  /**
   * In the installer JSON is the subject: its deciding packages may hold Jackson's tree, not its
   * mappers or I/O.
   */
  static ArchRule installerDecidesOnTreesOnly() {
    return noClasses()
        .that()
        .resideInAnyPackage(
            "dev.pacer.installer.render..",
            "dev.pacer.installer.options..",
            "dev.pacer.installer.plan..",
            "dev.pacer.installer.lint..")
        .should()
        .dependOnClassesThat(
            describe(
                "do HTTP, JSON mapping, AWS, schedules, command lines, logs or I/O",
                (JavaClass type) -> {
                  String name = type.getName();
                  return name.startsWith("org.apache.")
                      || name.startsWith("software.amazon.")
                      || name.startsWith("org.quartz.")
                      || name.startsWith("picocli.")
                      || name.startsWith("org.slf4j.")
                      || name.equals("com.fasterxml.jackson.databind.ObjectMapper")
                      || name.startsWith("com.fasterxml.jackson.core.Json");
                }))
        .allowEmptyShould(true);
  }

  // 4. One home per library.
  static List<ArchRule> homes() {
    return List.of(
        home(
            "HttpClient 5",
            "org.apache.hc.client5..",
            "dev.pacer.cluster.http..",
            "dev.pacer.cluster.aws.."),
        home("the AWS SDK", "software.amazon.awssdk..", "dev.pacer.cluster.aws.."),
        home(
            "Curator",
            "org.apache.curator..",
            "dev.pacer.cluster.zookeeper..",
            "dev.pacer.simulator.zookeeper.."),
        home(
            "ZooKeeper",
            "org.apache.zookeeper..",
            "dev.pacer.cluster.zookeeper..",
            "dev.pacer.simulator.zookeeper.."),
        home("Quartz", "org.quartz..", "dev.pacer..schedule.."),
        home(
            "HttpCore 5",
            "org.apache.hc.core5..",
            "dev.pacer.frame.http..",
            "dev.pacer.cluster.http..",
            "dev.pacer.cluster.aws.."));
  }

  private static ArchRule home(String library, String packages, String... homes) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(homes)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(packages)
        .because("the home of " + library + " is " + String.join(", ", homes));
  }

  /**
   * JSON stays at the edge: in classes that read or write one wire or file, and in {@code
   * cluster.http}. In {@code conformance} it is the subject.
   */
  static ArchRule jacksonAtTheEdge() {
    return noClasses()
        .that(
            describe(
                "neither read nor write JSON by their name",
                (JavaClass type) ->
                    !topLevel(type)
                            .getSimpleName()
                            .matches(
                                "Http.*|Walk|.*(Reader|Reading|Json.*|Writer|Wire|Replies|Text)")
                        && !type.getPackageName().equals("dev.pacer.cluster.http")
                        && !type.getPackageName().startsWith("dev.pacer.conformance")
                        && !type.getPackageName()
                            .matches("dev\\.pacer\\.installer\\.(render|options|plan|lint).*")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml..");
  }

  static ArchRule picocliInCommandsOnly() {
    return noClasses()
        .that(
            describe(
                "are no commands",
                (JavaClass type) -> !topLevel(type).getSimpleName().endsWith("Command")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..");
  }

  // 5. Time, chance, threads; exit, streams, environment.
  static ArchRule timeIsHandedIn() {
    return classes()
        .that(
            describe(
                "wire nothing",
                (JavaClass type) -> {
                  String name = topLevel(type).getSimpleName();
                  return !(name.endsWith("Command")
                      // The object graph that a command builds, where it is a class of its own.
                      || name.endsWith("Runtime")
                      || name.startsWith("System")
                      || type.getPackageName().equals("dev.pacer.frame.command")
                      || type.getPackageName().startsWith("dev.pacer.frame.http"));
                }))
        .should(
            notCall(
                "take time, chance or threads by themselves",
                Set.of(
                    "java.time.Instant.now",
                    "java.time.LocalDateTime.now",
                    "java.time.ZonedDateTime.now",
                    "java.time.OffsetDateTime.now",
                    "java.time.LocalDate.now",
                    "java.time.Clock.systemUTC",
                    "java.time.InstantSource.system",
                    "java.lang.System.nanoTime",
                    "java.lang.System.currentTimeMillis",
                    "java.lang.Thread.sleep",
                    "java.util.Random.<init>",
                    "java.security.SecureRandom.<init>",
                    "java.lang.Math.random",
                    "java.util.concurrent.ThreadLocalRandom.current",
                    "java.util.UUID.randomUUID",
                    "java.lang.Thread.<init>",
                    "java.util.Timer.<init>",
                    "java.util.concurrent.ThreadPoolExecutor.<init>",
                    "java.util.concurrent.ScheduledThreadPoolExecutor.<init>",
                    "java.util.concurrent.Executors.*"),
                Set.of()));
  }

  static ArchRule processIsTheCommandsAlone() {
    return classes()
        .that(
            describe(
                "are no commands",
                (JavaClass type) ->
                    !topLevel(type).getSimpleName().endsWith("Command")
                        && !type.getPackageName().equals("dev.pacer.frame.command")))
        .should(
            notCall(
                "end the process, read its environment or use its streams",
                Set.of(
                    "java.lang.System.exit",
                    "java.lang.System.getenv",
                    "java.lang.Runtime.halt",
                    "java.lang.Runtime.exit"),
                Set.of("java.lang.System.out", "java.lang.System.err", "java.lang.System.in")));
  }

  // 6. Names.
  static ArchRule namesSayWhatThingsAre() {
    return classes()
        .should(
            new ArchCondition<JavaClass>("not be named for what a class is") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                boolean bad =
                    type.getSimpleName()
                        .matches(".*(Impl|Manager|Helper|Utils?)|(Default|Abstract).*");
                events.add(
                    new SimpleConditionEvent(
                        type,
                        !bad,
                        type.getName()
                            + (bad ? " is" : " is not")
                            + " named *Impl, *Manager, *Helper, *Util(s), Default* or Abstract*"));
              }
            });
  }

  private static JavaClass topLevel(JavaClass type) {
    JavaClass top = type;
    while (top.getEnclosingClass().isPresent()) {
      top = top.getEnclosingClass().get();
    }
    return top;
  }

  private static ArchCondition<JavaClass> notCall(
      String description, Set<String> methods, Set<String> fields) {
    return new ArchCondition<>("not " + description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
          AccessTarget target = access.getTarget();
          String name = target.getOwner().getName() + "." + target.getName();
          boolean bad =
              fields.contains(name)
                  || (methods.contains(name) && !seededOrGiven(access))
                  || methods.contains(target.getOwner().getName() + ".*");
          if (bad) {
            events.add(SimpleConditionEvent.violated(type, access.getDescription()));
          }
        }
      }

      /** {@code Instant.now(clock)} asks what it was given. */
      private boolean seededOrGiven(JavaAccess<?> access) {
        return access.getTarget().getName().equals("now")
            && access.getDescription().contains("now(java.time.");
      }
    };
  }
}
