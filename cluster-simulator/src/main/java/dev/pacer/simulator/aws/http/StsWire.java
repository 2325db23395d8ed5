package dev.pacer.simulator.aws.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.AwsProtocol;
import dev.pacer.simulator.aws.account.Caller;
import dev.pacer.simulator.aws.sts.Roles;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** STS on the wire. */
final class StsWire implements WireService {

  private static final QueryReplies REPLIES =
      new QueryReplies("https://sts.amazonaws.com/doc/2011-06-15/");

  private final AwsModel model;

  StsWire(AwsModel model) {
    this.model = model;
  }

  @Override
  public String action(WireRequest request) {
    return request.form().text("Action").orElse("");
  }

  @Override
  public String subject(WireRequest request) {
    return request.form().text("RoleArn").orElse("");
  }

  @Override
  public String resource(WireRequest request) {
    return request.form().text("RoleArn").orElse("*");
  }

  @Override
  public Reply answer(WireRequest request, Caller caller, Instant asOf, UUID requestId) {
    String action = action(request);
    return switch (action) {
      case "GetCallerIdentity" ->
          REPLIES.result(
              action,
              requestId,
              xml ->
                  xml.text("UserId", caller.userId())
                      .text("Account", Roles.accountOf(caller, model.settings().account()))
                      .text("Arn", caller.arn()));
      case "AssumeRole" -> assume(request.form(), caller, requestId);
      default -> throw AwsProtocol.QUERY.unknownAction(action);
    };
  }

  private Reply assume(QueryParameters form, Caller caller, UUID requestId) {
    OptionalInt seconds = form.number("DurationSeconds");
    Roles.Assumed assumed =
        model
            .roles()
            .assume(
                caller,
                form.require("RoleArn"),
                form.require("RoleSessionName"),
                seconds.isPresent()
                    ? Optional.of(Duration.ofSeconds(seconds.getAsInt()))
                    : Optional.empty());
    return REPLIES.result(
        "AssumeRole",
        requestId,
        xml ->
            xml.part(
                    "Credentials",
                    () ->
                        xml.text("AccessKeyId", assumed.accessKey())
                            .text("SecretAccessKey", assumed.secretKey())
                            .text("SessionToken", assumed.sessionToken())
                            .text("Expiration", Times.seconds(assumed.expiration())))
                .part(
                    "AssumedRoleUser",
                    () -> xml.text("AssumedRoleId", assumed.roleId()).text("Arn", assumed.arn()))
                .number("PackedPolicySize", form.text("Policy").isPresent() ? 6 : 0));
  }

  @Override
  public Reply refusal(WireRequest request, AwsError error, UUID requestId) {
    return REPLIES.refusal(error, requestId);
  }
}
