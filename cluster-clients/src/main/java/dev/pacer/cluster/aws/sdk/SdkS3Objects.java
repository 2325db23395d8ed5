package dev.pacer.cluster.aws.sdk;

import dev.pacer.cluster.aws.AwsException;
import dev.pacer.cluster.aws.AwsFailure;
import dev.pacer.cluster.aws.S3Objects;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** S3 through the AWS SDK; a put is sent once, on condition. */
final class SdkS3Objects implements S3Objects {
  private final S3Client reads;
  private final S3Client changes;
  private final AwsCalls calls = new AwsCalls("s3");

  SdkS3Objects(S3Client reads, S3Client changes) {
    this.reads = reads;
    this.changes = changes;
  }

  @Override
  public Optional<Content> find(Location location) {
    byte[][] bytes = {new byte[0]};
    try {
      return Optional.of(
          calls.read(
              "GetObject",
              location.toString(),
              () -> {
                ResponseBytes<GetObjectResponse> reply =
                    reads.getObjectAsBytes(
                        request -> request.bucket(location.bucket()).key(location.key()));
                bytes[0] = reply.asByteArray();
                return reply.response();
              },
              reply ->
                  new Content(bytes[0], Required.require("ETag", reply.eTag()), reply.metadata())));
    } catch (AwsException e) {
      if (e.failure().code().filter("NoSuchKey"::equals).isPresent()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public String put(
      Location location,
      byte[] bytes,
      String contentType,
      Map<String, String> metadata,
      Encryption encryption,
      Optional<String> before) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(location.bucket())
            .key(location.key())
            .contentType(contentType)
            .cacheControl("no-store")
            .metadata(metadata);
    before.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*"));
    ServerSideEncryption wanted;
    if (encryption instanceof Encryption.OfKms kms) {
      wanted = ServerSideEncryption.AWS_KMS;
      kms.key().ifPresent(request::ssekmsKeyId);
    } else {
      wanted = ServerSideEncryption.AES256;
    }
    request.serverSideEncryption(wanted);
    return calls.change(
        "PutObject",
        location.toString(),
        () -> changes.putObject(request.build(), RequestBody.fromBytes(bytes)),
        reply -> {
          if (reply.serverSideEncryption() != null && reply.serverSideEncryption() != wanted) {
            throw calls.failure(
                AwsFailure.Kind.UNREADABLE,
                "PutObject",
                location.toString(),
                "it was encrypted with %s instead of %s"
                    .formatted(reply.serverSideEncryptionAsString(), wanted));
          }
          return Required.require("ETag", reply.eTag());
        });
  }

  @Override
  public void delete(Location location) {
    calls.change(
        "DeleteObject",
        location.toString(),
        () ->
            changes.deleteObject(request -> request.bucket(location.bucket()).key(location.key())));
  }
}
