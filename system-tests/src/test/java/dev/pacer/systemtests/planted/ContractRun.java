package dev.pacer.systemtests.planted;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a contract's tests and tells which of them fail: a check as a function of a system. */
final class ContractRun {

  private final TreeMap<String, String> failures = new TreeMap<>();
  private int ran;

  private ContractRun() {}

  /** Runs all tests of a class. */
  static ContractRun of(Class<?> contract) {
    ContractRun run = new ContractRun();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(contract))
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .build(),
            run.listener());
    if (run.ran == 0) {
      throw new IllegalStateException(
          "no test of %s ran: %s".formatted(contract.getSimpleName(), run.failures));
    }
    return run;
  }

  private TestExecutionListener listener() {
    return new TestExecutionListener() {
      @Override
      public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        String name =
            test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElse(test.getDisplayName());
        ran += test.isTest() ? 1 : 0;
        if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
          failures.put(
              name, result.getThrowable().map(ContractRun::start).orElse("no reason given"));
        }
      }
    };
  }

  private static String start(Throwable failure) {
    String text = failure.toString().replaceAll("\\s+", " ");
    return text.length() <= 300 ? text : text.substring(0, 300) + "…";
  }

  /** The names of the tests that fail. */
  Set<String> findings() {
    return failures.keySet();
  }

  @Override
  public String toString() {
    return "%d ran, failed: %s".formatted(ran, failures);
  }
}
