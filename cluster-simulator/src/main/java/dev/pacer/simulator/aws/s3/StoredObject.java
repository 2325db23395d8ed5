package dev.pacer.simulator.aws.s3;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An object in a bucket; never changes. */
public final class StoredObject {

  private final String key;
  private final byte[] bytes;
  private final String eTag;
  private final Instant lastModified;
  private final Map<String, String> headers;
  private final Optional<Buckets.Checksum> checksum;

  StoredObject(
      String key,
      byte[] bytes,
      String eTag,
      Instant lastModified,
      Map<String, String> headers,
      Optional<Buckets.Checksum> checksum) {
    this.key = key;
    this.bytes = bytes.clone();
    this.eTag = eTag;
    this.lastModified = lastModified;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    this.checksum = checksum;
  }

  public String key() {
    return key;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int size() {
    return bytes.length;
  }

  /** MD5 of the bytes in hexadecimal, in double quotes. */
  public String eTag() {
    return eTag;
  }

  public Instant lastModified() {
    return lastModified;
  }

  /** Content type, user metadata and the like, given back as they were sent. */
  public Map<String, String> headers() {
    return headers;
  }

  /** What came with it. */
  public Optional<Buckets.Checksum> checksum() {
    return checksum;
  }

  @Override
  public String toString() {
    return key + " of " + bytes.length + " bytes";
  }
}
