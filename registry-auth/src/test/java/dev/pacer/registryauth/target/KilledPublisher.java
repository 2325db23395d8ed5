package dev.pacer.registryauth.target;

import static dev.pacer.registryauth.target.Given.ECR;
import static dev.pacer.registryauth.target.Given.NOON;

import dev.pacer.registryauth.credential.Credential;
import dev.pacer.registryauth.dockerconfig.DockerConfig;
import dev.pacer.registryauth.publish.TargetId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A process that publishes a credential, says when it has reached a step, and goes no further until
 * it is killed.
 */
final class KilledPublisher {

  private KilledPublisher() {}

  static final Credential OLD = Given.issued("fake-old" + "x".repeat(2_000), NOON);
  static final Credential NEW =
      Given.issued("fake-new" + "y".repeat(2_400), NOON.plusSeconds(3_600));

  /** Directory, step and file; or directory and "in-place" for a writer that does it wrong. */
  public static void main(String[] args) throws IOException {
    Path place = Path.of(args[0]);
    if (args[1].equals("in-place")) {
      writeInPlace(place.resolve(".docker/config.json"));
      return;
    }
    WriteStep step = WriteStep.valueOf(args[1]);
    target(
            place,
            "killed",
            reached -> {
              if (reached.step() == step && reached.file().equals(args[2])) {
                waitToBeKilled();
              }
            })
        .publish(Given.set(ECR, NEW));
    System.out.println("published");
  }

  static DirectoryTarget target(Path place, String writer, Consumer<WriteStep.Reached> steps) {
    return new DirectoryTarget(
        new TargetId("agents"),
        new DirectorySettings(
            place,
            EnumSet.allOf(PublishedFile.class),
            FileAccess.OURS,
            DirectorySettings.OnCorrupt.REFUSE),
        Set.of(ECR),
        new DirectoryTarget.Outside(() -> NOON.plusSeconds(3_600), time -> {}, writer, steps));
  }

  private static void waitToBeKilled() {
    System.out.println("reached");
    System.out.flush();
    try {
      // Ends with our standard input, which only a dead parent closes.
      System.in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeInPlace(Path config) throws IOException {
    byte[] bytes = DockerConfig.of(Map.of(ECR, NEW.login()));
    Files.write(
        config,
        Arrays.copyOf(bytes, bytes.length / 2),
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
    waitToBeKilled();
  }
}
