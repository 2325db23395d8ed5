package dev.pacer.simulator.aws.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.simulator.aws.AwsModel;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.AwsProtocol;
import dev.pacer.simulator.aws.account.Caller;
import dev.pacer.simulator.aws.s3.StoredObject;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** S3 on the wire, with the bucket as the first part of the path. */
final class S3Wire implements WireService {

  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
  private static final String TYPE = "application/xml";
  private static final int LARGEST_PAGE = 1000;
  private static final Set<String> PLAIN_QUERIES =
      Set.of(
          "list-type",
          "prefix",
          "delimiter",
          "max-keys",
          "continuation-token",
          "start-after",
          "encoding-type",
          "fetch-owner",
          "location",
          "x-id");

  /** Bucket and key, each empty when it is not there. */
  private record Target(String bucket, String key) {
    static Target of(WireRequest request) {
      String path = request.http().rawPath().substring(1);
      int slash = path.indexOf('/');
      return slash < 0
          ? new Target(decode(path), "")
          : new Target(decode(path.substring(0, slash)), decode(path.substring(slash + 1)));
    }

    private static String decode(String text) {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
  }

  private final AwsModel model;
  private final S3Objects objects;

  S3Wire(AwsModel model) {
    this.model = model;
    this.objects = new S3Objects(model.buckets());
  }

  @Override
  public String action(WireRequest request) {
    Target target = Target.of(request);
    String method = request.http().method();
    if (target.bucket().isEmpty()) {
      return method.equals("GET") ? "ListBuckets" : method;
    }
    if (target.key().isEmpty()) {
      return switch (method) {
        case "PUT" -> "CreateBucket";
        case "HEAD" -> "HeadBucket";
        case "DELETE" -> "DeleteBucket";
        case "GET" ->
            request.http().parameters().containsKey("location")
                ? "GetBucketLocation"
                : "ListObjectsV2";
        default -> method;
      };
    }
    return switch (method) {
      case "PUT" -> "PutObject";
      case "GET" -> "GetObject";
      case "HEAD" -> "HeadObject";
      case "DELETE" -> "DeleteObject";
      default -> method;
    };
  }

  @Override
  public String subject(WireRequest request) {
    Target target = Target.of(request);
    return target.key().isEmpty() ? target.bucket() : target.bucket() + "/" + target.key();
  }

  @Override
  public String resource(WireRequest request) {
    return "\"arn:aws:s3:::" + subject(request) + "\"";
  }

  /** S3 names its answers otherwise than the other services do. */
  @Override
  public Reply answer(WireRequest request, Caller caller, Instant asOf, UUID requestId) {
    return answer(request)
        .plus("x-amz-request-id", requestId.toString().replace("-", "").toUpperCase(Locale.ROOT))
        .plus("x-amz-id-2", requestId.toString());
  }

  private Reply answer(WireRequest request) {
    Target target = Target.of(request);
    String action = action(request);
    if (!request.http().parameters().keySet().stream()
            .allMatch(name -> PLAIN_QUERIES.contains(name) || name.startsWith("X-Amz-"))
        || request.http().headers().has("x-amz-copy-source")) {
      throw AwsProtocol.REST.unknownAction(action);
    }
    return switch (action) {
      case "CreateBucket" -> {
        model.buckets().create(target.bucket());
        yield Reply.of(200).plus("Location", "/" + target.bucket());
      }
      case "HeadBucket" -> {
        model.buckets().list(target.bucket(), "", "");
        yield Reply.of(200).plus("x-amz-bucket-region", model.network().region());
      }
      case "DeleteBucket" -> {
        model.buckets().deleteBucket(target.bucket());
        yield Reply.of(204);
      }
      case "GetBucketLocation" -> location(target.bucket());
      case "ListObjectsV2" -> list(request, target.bucket());
      case "PutObject" -> objects.put(request, target.bucket(), target.key());
      case "GetObject", "HeadObject" -> objects.get(request, target.bucket(), target.key());
      case "DeleteObject" -> {
        model.buckets().delete(target.bucket(), target.key());
        yield Reply.of(204);
      }
      default -> throw AwsProtocol.REST.unknownAction(action);
    };
  }

  private Reply location(String bucket) {
    model.buckets().list(bucket, "", "");
    String region = model.network().region();
    Xml xml = new Xml().declaration().open("LocationConstraint", NAMESPACE).close();
    if (!region.equals("us-east-1")) {
      xml = new Xml().declaration();
      xml.open("LocationConstraint", NAMESPACE).text("LocationConstraint", region).close();
    }
    return Reply.of(200, TYPE, xml.bytes());
  }

  private Reply list(WireRequest request, String bucket) {
    String prefix = parameter(request, "prefix").orElse("");
    int size =
        parameter(request, "max-keys")
            .filter(text -> text.matches("\\d{1,6}"))
            .map(Integer::parseInt)
            .orElse(LARGEST_PAGE);
    int largest = Math.min(size, LARGEST_PAGE);
    String after =
        parameter(request, "continuation-token")
            .map(S3Wire::readToken)
            .or(() -> parameter(request, "start-after"))
            .orElse("");
    S3Listing listing =
        S3Listing.of(
            model.buckets().list(bucket, prefix, after),
            prefix,
            parameter(request, "delimiter").orElse(""),
            largest,
            after);
    Xml xml = new Xml().declaration().open("ListBucketResult", NAMESPACE);
    xml.flag("IsTruncated", listing.nextAfter().isPresent());
    boolean urls = parameter(request, "encoding-type").orElse("").equals("url");
    for (StoredObject object : listing.objects()) {
      xml.part(
          "Contents",
          () -> {
            xml.text("Key", urls ? encoded(object.key()) : object.key())
                .text("LastModified", Times.wholeMillis(object.lastModified()))
                .text("ETag", object.eTag());
            object.checksum().ifPresent(sum -> xml.text("ChecksumAlgorithm", sum.algorithm()));
            xml.number("Size", object.size()).text("StorageClass", "STANDARD");
          });
    }
    xml.text("Name", bucket).text("Prefix", urls ? encoded(prefix) : prefix);
    parameter(request, "delimiter").ifPresent(delimiter -> xml.text("Delimiter", delimiter));
    xml.number("MaxKeys", largest);
    for (String common : listing.commonPrefixes()) {
      xml.part("CommonPrefixes", () -> xml.text("Prefix", urls ? encoded(common) : common));
    }
    if (urls) {
      xml.text("EncodingType", "url");
    }
    xml.number("KeyCount", listing.objects().size() + listing.commonPrefixes().size());
    listing.nextAfter().ifPresent(next -> xml.text("NextContinuationToken", token(next)));
    return Reply.of(200, TYPE, xml.close().bytes());
  }

  private static Optional<String> parameter(WireRequest request, String name) {
    return request.http().parameter(name).filter(value -> !value.isEmpty());
  }

  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  private static String token(String after) {
    return Base64.getUrlEncoder().encodeToString(("1" + after).getBytes(StandardCharsets.UTF_8));
  }

  private static String readToken(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith("1")) {
        return text.substring(1);
      }
    } catch (IllegalArgumentException e) {
      throw wrongToken();
    }
    throw wrongToken();
  }

  private static AwsError wrongToken() {
    return new AwsError(400, "InvalidArgument", "The continuation token provided is incorrect");
  }

  @Override
  public Reply refusal(WireRequest request, AwsError error, UUID requestId) {
    if (request.http().method().equals("HEAD")) {
      return Reply.of(error.status());
    }
    Target target = Target.of(request);
    Xml xml = new Xml().declaration().open("Error");
    xml.text("Code", error.code()).text("Message", error.message());
    if (error.code().equals("NoSuchKey")) {
      xml.text("Key", target.key());
    }
    if (List.of("NoSuchBucket", "BucketNotEmpty").contains(error.code())) {
      xml.text("BucketName", target.bucket());
    }
    if (error.code().equals("PreconditionFailed")) {
      boolean none = request.http().headers().has("If-None-Match");
      xml.text("Condition", none ? "If-None-Match" : "If-Match");
    }
    xml.text("RequestId", requestId.toString())
        .text(
            "HostId",
            Base64.getEncoder()
                .encodeToString(requestId.toString().getBytes(StandardCharsets.UTF_8)));
    return Reply.of(error.status(), TYPE, xml.close().bytes());
  }
}
