package dev.pacer.simulator.aws.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.AwsProtocol;
import dev.pacer.simulator.aws.account.Caller;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** EC2 on the wire. */
final class Ec2Wire implements WireService {

  private final Ec2Instances instances;
  private final Ec2Templates templates;
  private final Ec2Places places;

  Ec2Wire(AwsModel model) {
    this.instances = new Ec2Instances(model);
    this.templates = new Ec2Templates(model);
    this.places = new Ec2Places(model);
  }

  @Override
  public String action(WireRequest request) {
    return request.form().text("Action").orElse("");
  }

  @Override
  public String subject(WireRequest request) {
    QueryParameters form = request.form();
    return form.text("InstanceId.1")
        .or(() -> form.text("ResourceId.1"))
        .or(() -> form.text("LaunchTemplateName"))
        .or(() -> form.text("LaunchTemplateId"))
        .or(() -> form.text("InstanceType.1"))
        .orElse("");
  }

  @Override
  public Reply answer(WireRequest request, Caller caller, Instant asOf, UUID requestId) {
    String action = action(request);
    QueryParameters form = request.form();
    if (form.flag("DryRun").orElse(false)) {
      throw new AwsError(
          412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
    }
    Optional<Reply> reply =
        instances
            .answer(action, form, asOf, requestId)
            .or(() -> templates.answer(action, form, requestId))
            .or(() -> places.answer(action, form, requestId));
    return reply.orElseThrow(() -> AwsProtocol.EC2.unknownAction(action));
  }

  @Override
  public Reply refusal(WireRequest request, AwsError error, UUID requestId) {
    return Ec2Replies.refusal(error, requestId);
  }
}
