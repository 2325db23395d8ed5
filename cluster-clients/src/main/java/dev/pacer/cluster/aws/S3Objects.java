package dev.pacer.cluster.aws;

import java.util.Map;
import java.util.Optional;

/** Objects in S3's buckets. Every failure is an {@link AwsException}. */
public interface S3Objects {

  /**
   * Where an object is.
   *
   * @param bucket its bucket's name
   * @param key its name in the bucket, without a slash at the start
   */
  record Location(String bucket, String key) {
    public Location {
      if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
        throw new IllegalArgumentException("not a bucket's name: \"" + bucket + "\"");
      }
      if (key.isEmpty() || key.startsWith("/") || key.length() > 1_024) {
        throw new IllegalArgumentException(
            "a key has 1 to 1024 characters and does not start with a slash");
      }
    }

    @Override
    public String toString() {
      return "s3://" + bucket + "/" + key;
    }
  }

  /** How S3 encrypts what it stores. */
  sealed interface Encryption {
    /** With keys that S3 keeps itself. */
    record OfS3() implements Encryption {}

    /**
     * With a key of KMS.
     *
     * @param key its id, ARN or alias; the account's own for S3 if empty
     */
    record OfKms(Optional<String> key) implements Encryption {}
  }

  /** What an object held when it was read; its bytes keep themselves out of texts. */
  final class Content {
    private final byte[] bytes;
    private final String eTag;
    private final Map<String, String> metadata;

    public Content(byte[] bytes, String eTag, Map<String, String> metadata) {
      this.bytes = bytes.clone();
      this.eTag = eTag;
      this.metadata = Map.copyOf(metadata);
    }

    public byte[] bytes() {
      return bytes.clone();
    }

    /** What stands for this state of the object in a condition. */
    public String eTag() {
      return eTag;
    }

    /** What was stored beside it, by name in small letters. */
    public Map<String, String> metadata() {
      return metadata;
    }

    @Override
    public String toString() {
      return bytes.length + " bytes, " + eTag;
    }
  }

  /** The object; empty when there is none. */
  Optional<Content> find(Location location);

  /**
   * Stores the object if nobody else did meanwhile. No access list is sent: who may read is the
   * bucket's policy.
   *
   * @param before the eTag of what it replaces; empty when there is nothing yet
   * @return the new eTag
   * @throws AwsException of kind CONTENTION when there is something else by now; of kind UNREADABLE
   *     when S3 says that it encrypted otherwise than asked
   */
  String put(
      Location location,
      byte[] bytes,
      String contentType,
      Map<String, String> metadata,
      Encryption encryption,
      Optional<String> before);

  /** Removes the object, whoever wrote it last; does nothing when there is none. */
  void delete(Location location);
}
