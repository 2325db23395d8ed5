package dev.pacer.cluster.aws.sdk;

import dev.pacer.cluster.aws.AutoScaling;
import dev.pacer.cluster.aws.AwsCredentialsSource;
import dev.pacer.cluster.aws.AwsSecrets;
import dev.pacer.cluster.aws.AwsSettings;
import dev.pacer.cluster.aws.Ec2;
import dev.pacer.cluster.aws.MessageQueue;
import dev.pacer.cluster.aws.S3Objects;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The one place that builds SDK clients, with timeouts, bounded replies and retries of reads only.
 *
 * <p>Nothing is sent before the first call. Whoever opens it closes it.
 */
public final class AwsClients implements AutoCloseable {
  private static final int READ_ATTEMPTS = 3;
  private static final int MAX_CONNECTIONS = 10;
  private static final long MAX_REPLY_BYTES = 64L * 1024 * 1024;

  /** Below the time after which load balancers drop idle connections. */
  private static final Duration MAX_IDLE = Duration.ofSeconds(20);

  private final AwsSettings settings;
  private final long maxReplyBytes;
  private final SdkHttpClient http;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final AwsCredentialsProvider credentials;
  private final RetryStrategy reads;
  private final AutoScaling autoScaling;
  private final Ec2 ec2;

  private AwsClients(AwsSettings settings, long maxReplyBytes) {
    this.settings = settings;
    this.maxReplyBytes = maxReplyBytes;
    this.http =
        Apache5HttpClient.builder()
            .connectionTimeout(settings.timeouts().connect())
            .connectionAcquisitionTimeout(settings.timeouts().connect())
            .socketTimeout(settings.timeouts().silence())
            .connectionMaxIdleTime(MAX_IDLE)
            .maxConnections(MAX_CONNECTIONS)
            .build();
    opened.push(http);
    this.credentials = credentials(settings.credentials());
    this.reads =
        AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(READ_ATTEMPTS).build();
    this.autoScaling =
        new SdkAutoScaling(
            keep(build(AutoScalingClient.builder(), credentials, reads)),
            keep(build(AutoScalingClient.builder(), credentials, AwsRetryStrategy.doNotRetry())));
    this.ec2 = new SdkEc2(keep(build(Ec2Client.builder(), credentials, reads)));
  }

  /** Builds all clients; contacts nobody. */
  public static AwsClients open(AwsSettings settings) {
    return open(settings, MAX_REPLY_BYTES);
  }

  static AwsClients open(AwsSettings settings, long maxReplyBytes) {
    return new AwsClients(settings, maxReplyBytes);
  }

  public AutoScaling autoScaling() {
    return autoScaling;
  }

  public Ec2 ec2() {
    return ec2;
  }

  /** Secrets Manager; a client of its own for each call of this. */
  public synchronized AwsSecrets secrets() {
    return new SdkAwsSecrets(
        keep(build(SecretsManagerClient.builder(), credentials, reads)),
        keep(build(SecretsManagerClient.builder(), credentials, AwsRetryStrategy.doNotRetry())));
  }

  /** The queue of that URL; a client of its own for each call of this. */
  public synchronized MessageQueue queue(String url) {
    return new SdkMessageQueue(
        keep(build(SqsClient.builder(), credentials, reads)),
        url,
        settings.timeouts().silence().dividedBy(2));
  }

  /** S3; a client of its own for each call of this. */
  public synchronized S3Objects objects() {
    // One address for all services has no host of its own for each bucket.
    boolean pathStyle = settings.endpoint().isPresent();
    return new SdkS3Objects(
        keep(build(S3Client.builder().forcePathStyle(pathStyle), credentials, reads)),
        keep(
            build(
                S3Client.builder().forcePathStyle(pathStyle),
                credentials,
                AwsRetryStrategy.doNotRetry())));
  }

  @Override
  public synchronized void close() {
    RuntimeException failed = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        if (failed == null) {
          failed = new IllegalStateException("closing the AWS clients failed", e);
        } else {
          failed.addSuppressed(e);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private AwsCredentialsProvider credentials(AwsCredentialsSource source) {
    if (source instanceof AwsCredentialsSource.Keys keys) {
      return StaticCredentialsProvider.create(
          keys.sessionToken().isPresent()
              ? AwsSessionCredentials.create(
                  keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken().get())
              : AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()));
    }
    if (source instanceof AwsCredentialsSource.AssumedRole role) {
      StsClient sts =
          keep(
              build(
                  StsClient.builder(),
                  credentials(role.assumedWith()),
                  AwsRetryStrategy.standardRetryStrategy()));
      AwsCredentialsProvider provider =
          keep(
              StsAssumeRoleCredentialsProvider.builder()
                  .stsClient(sts)
                  .refreshRequest(
                      request ->
                          request
                              .roleArn(role.roleArn())
                              .roleSessionName(role.sessionName())
                              .externalId(role.externalId().orElse(null)))
                  .build());
      return new WatchedCredentials(provider, "sts:AssumeRole", "role " + role.roleArn());
    }
    return new WatchedCredentials(
        keep(DefaultCredentialsProvider.builder().build()), "the usual chain", "");
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
      B builder, AwsCredentialsProvider credentials, RetryStrategy retries) {
    builder
        .httpClient(http)
        .region(Region.of(settings.region()))
        .credentialsProvider(credentials)
        .overrideConfiguration(
            configuration ->
                configuration
                    .retryStrategy(retries)
                    .apiCallTimeout(settings.timeouts().call())
                    .addExecutionInterceptor(new BoundedReplies(maxReplyBytes))
                    .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "pacer"));
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private <T extends AutoCloseable> T keep(T resource) {
    opened.push(resource);
    return resource;
  }
}
