package dev.pacer.simulator.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.simulator.aws.TestAws;
import dev.pacer.simulator.aws.account.AwsError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class QueuesTest {

  private final TestAws aws = new TestAws();
  private final Queues queues = aws.model.queues();
  private final Queue queue = queues.create("notices", Map.of("VisibilityTimeout", "10"));

  private List<Message> receive() {
    return queues.receive(queue, 10, OptionalInt.empty());
  }

  @Test
  void aMessageIsHiddenFromOthersAndComesAgainUntilItIsDeleted() {
    queues.send(queue, "one", Optional.empty());
    List<Message> first = receive();
    assertThat(first).hasSize(1);
    String receipt = first.get(0).receipt();
    assertThat(receive()).isEmpty();
    aws.advance(9);
    assertThat(receive()).isEmpty();
    aws.advance(1);
    List<Message> again = receive();
    assertThat(again).hasSize(1);
    assertThat(again.get(0).receptions()).isEqualTo(2);
    assertThat(again.get(0).receipt()).isNotEqualTo(receipt);

    queues.deleteMessage(queue, again.get(0).receipt());
    queues.deleteMessage(queue, again.get(0).receipt());
    aws.advance(60);
    assertThat(receive()).isEmpty();
  }

  @Test
  void theTimeThatAMessageIsHiddenCanBeChanged() {
    queues.send(queue, "one", Optional.empty());
    Message message = queues.receive(queue, 1, OptionalInt.of(100)).get(0);
    queues.changeVisibility(queue, message.receipt(), 0);
    assertThat(receive()).hasSize(1);
    queues.changeVisibility(queue, message.receipt(), 50);
    aws.advance(49);
    assertThat(receive()).isEmpty();
    aws.advance(1);
    assertThat(receive()).hasSize(1);
  }

  @Test
  void delayedMessagesComeLaterAndOldOnesNever() {
    queues.send(queue, "late", Optional.of(Duration.ofSeconds(30)));
    assertThat(queues.counts(queue)).containsExactly(0, 0, 1);
    aws.advance(30);
    assertThat(queues.counts(queue)).containsExactly(1, 0, 0);
    aws.advance(4 * 24 * 3600 + 1);
    assertThat(receive()).isEmpty();
  }

  @Test
  void noMoreThanTenAreHandedOutAtOnce() {
    for (int i = 0; i < 12; i++) {
      queues.send(queue, "m" + i, Optional.empty());
    }
    assertThat(receive()).hasSize(10);
    assertThat(receive()).hasSize(2);
    assertThatThrownBy(() -> queues.receive(queue, 11, OptionalInt.empty()))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining("Must be between 1 and 10");
  }

  @Test
  void creatingAgainIsHarmlessUnlessItDiffers() {
    assertThat(queues.create("notices", Map.of())).isSameAs(queue);
    assertThatThrownBy(() -> queues.create("notices", Map.of("VisibilityTimeout", "11")))
        .isInstanceOf(AwsError.class);
    assertThatThrownBy(() -> queues.create("no spaces", Map.of())).isInstanceOf(AwsError.class);
    assertThatThrownBy(() -> queues.create("other", Map.of("Colour", "1")))
        .hasMessage("Unknown Attribute Colour.");
    assertThatThrownBy(() -> queues.requireByUrl("http://x/123456789012/nope"))
        .hasMessage("The specified queue does not exist.");
    assertThatThrownBy(() -> queues.deleteMessage(queue, "short"))
        .hasMessageContaining("not a valid receipt handle");
  }
}
