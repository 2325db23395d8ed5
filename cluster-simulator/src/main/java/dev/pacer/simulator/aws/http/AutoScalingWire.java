package dev.pacer.simulator.aws.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.AwsProtocol;
import dev.pacer.simulator.aws.account.Caller;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Auto Scaling on the wire. */
final class AutoScalingWire implements WireService {

  private static final QueryReplies REPLIES =
      new QueryReplies("http://autoscaling.amazonaws.com/doc/2011-01-01/");

  private final AwsModel model;
  private final AutoScalingReads reads;
  private final AutoScalingChanges changes;

  AutoScalingWire(AwsModel model) {
    this.model = model;
    this.reads = new AutoScalingReads(model, REPLIES);
    this.changes = new AutoScalingChanges(model, REPLIES);
  }

  @Override
  public String action(WireRequest request) {
    return request.form().text("Action").orElse("");
  }

  @Override
  public String subject(WireRequest request) {
    QueryParameters form = request.form();
    return form.text("AutoScalingGroupName")
        .or(() -> form.text("AutoScalingGroupNames.member.1"))
        .or(() -> form.text("InstanceId"))
        .or(() -> form.text("InstanceIds.member.1"))
        .or(() -> form.text("Tags.member.1.ResourceId"))
        .orElse("");
  }

  @Override
  public String resource(WireRequest request) {
    return request
        .form()
        .text("AutoScalingGroupName")
        .flatMap(name -> model.autoScaling().find(name))
        .map(group -> group.arn())
        .orElse("*");
  }

  @Override
  public Reply answer(WireRequest request, Caller caller, Instant asOf, UUID requestId) {
    String action = action(request);
    Optional<Reply> reply =
        reads
            .answer(action, request.form(), asOf, requestId)
            .or(() -> changes.answer(action, request.form(), requestId));
    return reply.orElseThrow(() -> AwsProtocol.QUERY.unknownAction(action));
  }

  @Override
  public Reply refusal(WireRequest request, AwsError error, UUID requestId) {
    return REPLIES.refusal(error, requestId);
  }
}
