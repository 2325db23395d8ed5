package dev.pacer.simulator.aws.s3;

import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.kernel.Simulation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Buckets without versioning, and their objects, ordered as S3 orders them. */
public final class Buckets {

  /** A checksum by the name of its algorithm, such as {@code CRC32}, in base64. */
  public record Checksum(String algorithm, String value) {}

  /** Conditions on what is there already; {@code *} or an ETag. */
  public record Conditions(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
    public static final Conditions NONE = new Conditions(Optional.empty(), Optional.empty());
  }

  private final Simulation simulation;
  private final Map<String, NavigableMap<String, StoredObject>> buckets = new TreeMap<>();

  public Buckets(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Creates a bucket; creating one's own again is harmless. */
  public void create(String bucket) {
    if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw new AwsError(400, "InvalidBucketName", "The specified bucket is not valid.");
    }
    if (buckets.putIfAbsent(bucket, new TreeMap<>(Buckets::byUtf8)) == null) {
      simulation.record("aws", "created bucket " + bucket);
    }
  }

  private static int byUtf8(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the bucket exists. */
  public boolean exists(String bucket) {
    return buckets.containsKey(bucket);
  }

  /** Stores an object, if what is there meets the conditions. */
  public StoredObject put(
      String bucket,
      String key,
      byte[] bytes,
      Map<String, String> headers,
      Optional<Checksum> checksum,
      Conditions conditions) {
    NavigableMap<String, StoredObject> objects = require(bucket);
    Optional<StoredObject> before = Optional.ofNullable(objects.get(key));
    conditions
        .ifNoneMatch()
        .ifPresent(
            tag -> {
              if (before.isPresent() && (tag.equals("*") || tag.equals(before.get().eTag()))) {
                throw precondition();
              }
            });
    conditions
        .ifMatch()
        .ifPresent(
            tag -> {
              if (before.isEmpty()) {
                throw noSuchKey();
              }
              if (!tag.equals("*") && !tag.equals(before.get().eTag())) {
                throw precondition();
              }
            });
    StoredObject object =
        new StoredObject(key, bytes, eTag(bytes), simulation.instant(), headers, checksum);
    objects.put(key, object);
    simulation.record("aws", "put object %s/%s of %d bytes".formatted(bucket, key, bytes.length));
    return object;
  }

  private static AwsError precondition() {
    return new AwsError(
        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  }

  /** The object of that key. */
  public StoredObject get(String bucket, String key) {
    StoredObject object = require(bucket).get(key);
    if (object == null) {
      throw noSuchKey();
    }
    return object;
  }

  private static AwsError noSuchKey() {
    return new AwsError(404, "NoSuchKey", "The specified key does not exist.");
  }

  /** Deletes an object; one that is not there is fine. */
  public void delete(String bucket, String key) {
    if (require(bucket).remove(key) != null) {
      simulation.record("aws", "deleted object %s/%s".formatted(bucket, key));
    }
  }

  /** Deletes an empty bucket. */
  public void deleteBucket(String bucket) {
    if (!require(bucket).isEmpty()) {
      throw new AwsError(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
    }
    buckets.remove(bucket);
    simulation.record("aws", "deleted bucket " + bucket);
  }

  /** Objects whose keys start so and come after that key, in order. */
  public List<StoredObject> list(String bucket, String prefix, String after) {
    return require(bucket).tailMap(after, after.isEmpty()).values().stream()
        .filter(object -> object.key().startsWith(prefix))
        .toList();
  }

  private NavigableMap<String, StoredObject> require(String bucket) {
    NavigableMap<String, StoredObject> objects = buckets.get(bucket);
    if (objects == null) {
      throw new AwsError(404, "NoSuchBucket", "The specified bucket does not exist");
    }
    return objects;
  }

  private static String eTag(byte[] bytes) {
    try {
      return '"' + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes)) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
