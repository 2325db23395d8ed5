package dev.pacer.simulator.aws.http;

import dev.pacer.frame.http.Headers;
import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.s3.Buckets;
import dev.pacer.simulator.aws.s3.StoredObject;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Stores and returns objects, with their headers and checksums. */
final class S3Objects {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
  private static final String CHECKSUM = "x-amz-checksum-";
  private static final Set<String> KEPT_HEADERS =
      Set.of("content-type", "cache-control", "content-disposition", "content-language", "expires");

  private final Buckets buckets;

  S3Objects(Buckets buckets) {
    this.buckets = buckets;
  }

  Reply put(WireRequest request, String bucket, String key) {
    byte[] content = request.http().body();
    Map<String, String> trailers = Map.of();
    boolean chunked =
        request.http().headers().hasToken("Content-Encoding", "aws-chunked")
            || request.http().header("x-amz-content-sha256").orElse("").startsWith("STREAMING-");
    if (chunked) {
      AwsChunks chunks = AwsChunks.decode(content);
      content = chunks.content();
      trailers = chunks.trailers();
      refuseWrongLength(request, content.length);
    }
    Optional<Buckets.Checksum> checksum = checksum(request.http().headers(), trailers);
    refuseWrongChecksum(checksum, content);
    StoredObject object =
        buckets.put(
            bucket,
            key,
            content,
            keptHeaders(request.http().headers()),
            checksum,
            new Buckets.Conditions(
                request.http().header("If-Match"), request.http().header("If-None-Match")));
    Reply reply = Reply.of(200).plus("ETag", object.eTag());
    return checksum.map(sum -> reply.plus(header(sum), sum.value())).orElse(reply);
  }

  private static String header(Buckets.Checksum sum) {
    return CHECKSUM + sum.algorithm().toLowerCase(Locale.ROOT);
  }

  private static void refuseWrongLength(WireRequest request, int length) {
    Optional<String> told = request.http().header("x-amz-decoded-content-length");
    if (told.isPresent() && !told.get().equals(String.valueOf(length))) {
      throw new AwsError(
          400,
          "IncompleteBody",
          "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }
  }

  private static Optional<Buckets.Checksum> checksum(
      Headers headers, Map<String, String> trailers) {
    for (Headers.Field field : headers.fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (name.startsWith(CHECKSUM) && !name.endsWith("-algorithm") && !name.endsWith("-type")) {
        return Optional.of(sum(name, field.value()));
      }
    }
    return trailers.entrySet().stream()
        .filter(trailer -> trailer.getKey().startsWith(CHECKSUM))
        .findFirst()
        .map(trailer -> sum(trailer.getKey(), trailer.getValue()));
  }

  private static Buckets.Checksum sum(String header, String value) {
    return new Buckets.Checksum(
        header.substring(CHECKSUM.length()).toUpperCase(Locale.ROOT), value);
  }

  private static void refuseWrongChecksum(Optional<Buckets.Checksum> checksum, byte[] content) {
    if (checksum.isEmpty() || !checksum.get().algorithm().equals("CRC32")) {
      return;
    }
    CRC32 crc = new CRC32();
    crc.update(content);
    byte[] bytes = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    if (!Base64.getEncoder().encodeToString(bytes).equals(checksum.get().value())) {
      throw new AwsError(
          400, "BadDigest", "The CRC32 you specified did not match the calculated checksum.");
    }
  }

  private static Map<String, String> keptHeaders(Headers headers) {
    Map<String, String> kept = new LinkedHashMap<>();
    for (Headers.Field field : headers.fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (KEPT_HEADERS.contains(name) || name.startsWith("x-amz-meta-")) {
        kept.put(name, field.value());
      }
    }
    return kept;
  }

  Reply get(WireRequest request, String bucket, String key) {
    StoredObject object = buckets.get(bucket, key);
    Headers headers = request.http().headers();
    if (headers.first("If-Match").map(tag -> !matches(tag, object)).orElse(false)) {
      throw new AwsError(
          412,
          "PreconditionFailed",
          "At least one of the pre-conditions you specified did not hold");
    }
    if (headers.first("If-None-Match").map(tag -> matches(tag, object)).orElse(false)) {
      return Reply.of(304).plus("ETag", object.eTag());
    }
    byte[] content = object.bytes();
    String type = object.headers().getOrDefault("content-type", "binary/octet-stream");
    Optional<Matcher> range = headers.first("Range").map(RANGE::matcher).filter(Matcher::matches);
    Reply reply =
        range.isPresent() ? part(content, type, range.get()) : Reply.of(200, type, content);
    reply =
        reply
            .plus("ETag", object.eTag())
            .plus("Last-Modified", Times.http(object.lastModified()))
            .plus("Accept-Ranges", "bytes");
    for (Map.Entry<String, String> header : object.headers().entrySet()) {
      if (!header.getKey().equals("content-type")) {
        reply = reply.plus(header.getKey(), header.getValue());
      }
    }
    boolean wantsChecksum =
        headers.first("x-amz-checksum-mode").orElse("").equalsIgnoreCase("ENABLED");
    if (wantsChecksum && range.isEmpty() && object.checksum().isPresent()) {
      Buckets.Checksum sum = object.checksum().get();
      reply = reply.plus(header(sum), sum.value());
    }
    return reply;
  }

  private static boolean matches(String tag, StoredObject object) {
    return tag.equals("*") || tag.equals(object.eTag()) || ('"' + tag + '"').equals(object.eTag());
  }

  private static Reply part(byte[] content, String type, Matcher range) {
    boolean fromEnd = range.group(1).isEmpty();
    long from =
        fromEnd
            ? Math.max(0, content.length - Long.parseLong("0" + range.group(2)))
            : Long.parseLong(range.group(1));
    long to =
        fromEnd || range.group(2).isEmpty()
            ? content.length - 1L
            : Math.min(content.length - 1L, Long.parseLong(range.group(2)));
    if (from >= content.length || to < from) {
      throw new AwsError(416, "InvalidRange", "The requested range is not satisfiable");
    }
    return Reply.of(206, type, Arrays.copyOfRange(content, (int) from, (int) to + 1))
        .plus("Content-Range", "bytes %d-%d/%d".formatted(from, to, content.length));
  }
}
