package dev.pacer.simulator.aws;

import dev.pacer.simulator.aws.account.AccountId;
import dev.pacer.simulator.aws.account.Delays;
import dev.pacer.simulator.aws.account.ReadLag;
import dev.pacer.simulator.aws.account.Throttles;
import dev.pacer.simulator.aws.ec2.NetworkSettings;
import java.util.Map;

/**
 * What the simulated AWS is like; everything may also be changed while it runs.
 *
 * @param delays of groups that have none of their own
 * @param groupDelays by name of the group
 * @param readLag how far reads lag behind writes; none by default
 * @param throttles by service or by {@code service:Action}; none by default
 */
public record AwsSettings(
    AccountId account,
    NetworkSettings network,
    Delays delays,
    Map<String, Delays> groupDelays,
    ReadLag readLag,
    Map<String, Throttles.Rate> throttles) {

  public AwsSettings {
    groupDelays = Map.copyOf(groupDelays);
    throttles = Map.copyOf(throttles);
  }

  /**
   * Account 123456789012 in us-east-1 with three zones, AWS's usual delays, no lag, no throttle.
   */
  public static AwsSettings usual() {
    AccountId account = new AccountId("123456789012", "us-east-1");
    return new AwsSettings(
        account,
        NetworkSettings.ofZones(account.region(), 3),
        Delays.TYPICAL,
        Map.of(),
        ReadLag.NONE,
        Map.of());
  }

  public AwsSettings withNetwork(NetworkSettings next) {
    return new AwsSettings(account, next, delays, groupDelays, readLag, throttles);
  }

  public AwsSettings withDelays(Delays next) {
    return new AwsSettings(account, network, next, groupDelays, readLag, throttles);
  }

  public AwsSettings withGroupDelays(Map<String, Delays> next) {
    return new AwsSettings(account, network, delays, next, readLag, throttles);
  }

  public AwsSettings withReadLag(ReadLag next) {
    return new AwsSettings(account, network, delays, groupDelays, next, throttles);
  }

  public AwsSettings withThrottles(Map<String, Throttles.Rate> next) {
    return new AwsSettings(account, network, delays, groupDelays, readLag, next);
  }
}
