package dev.pacer.simulator.registry.http;

import dev.pacer.frame.http.Reply;
import dev.pacer.frame.http.Request;
import dev.pacer.simulator.registry.ImageStore;
import dev.pacer.simulator.registry.RegistryKind;
import dev.pacer.simulator.registry.RegistryModel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What those who were let in are given. */
final class ImageWire {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,9})-(\\d{0,9})");

  private final RegistryModel model;

  ImageWire(RegistryModel model) {
    this.model = model;
  }

  Reply answer(Request request, Wanted wanted, String password) {
    boolean read = request.method().equals("GET") || request.method().equals("HEAD");
    if (wanted.what() == Wanted.What.BASE) {
      return Reply.json(200, "{}").with("Content-Type", "application/json; charset=utf-8");
    }
    if (!read || wanted.what() == Wanted.What.UPLOAD) {
      return RegistryReplies.error(405, "UNSUPPORTED", "The operation is unsupported.");
    }
    boolean list = wanted.what() == Wanted.What.TAGS || wanted.what() == Wanted.What.CATALOG;
    if (list && !request.method().equals("GET")) {
      return Reply.text(405, "Method not allowed\n")
          .with("Allow", "GET")
          .with("X-Content-Type-Options", "nosniff");
    }
    String name = wanted.repository();
    if (isEcr() && wanted.what() != Wanted.What.CATALOG && !model.images().has(name)) {
      return RegistryReplies.ecrError(
          404,
          "NAME_UNKNOWN",
          "The repository with name '%s' does not exist in the registry with id '%s'"
              .formatted(name, model.settings().owner().account()));
    }
    return switch (wanted.what()) {
      case CATALOG -> RegistryReplies.catalog(page(request, model.images().names()));
      case TAGS ->
          model
              .images()
              .tags(name)
              .map(tags -> RegistryReplies.tags(name, page(request, tags)))
              .orElseGet(() -> RegistryReplies.nameUnknown(name));
      case MANIFEST -> manifest(request, wanted, password);
      default -> blob(request, wanted);
    };
  }

  private boolean isEcr() {
    return model.settings().kind() == RegistryKind.ECR;
  }

  private static List<String> page(Request request, List<String> all) {
    String last = request.parameter("last").orElse("");
    int most =
        request
            .parameter("n")
            .filter(n -> n.matches("[1-9][0-9]{0,8}"))
            .map(Integer::parseInt)
            .orElse(Integer.MAX_VALUE);
    return all.stream().filter(name -> name.compareTo(last) > 0).limit(most).toList();
  }

  private Reply manifest(Request request, Wanted wanted, String password) {
    Optional<ImageStore.Manifest> found =
        model.images().manifest(wanted.repository(), wanted.reference());
    if (found.isEmpty()) {
      return isEcr()
          ? ecrUnknown()
          : RegistryReplies.manifestUnknown(wanted.repository(), wanted.reference());
    }
    ImageStore.Manifest manifest = found.get();
    if (quoted(manifest.digest()).equals(request.header("If-None-Match").orElse(""))) {
      return Reply.of(304);
    }
    if (request.method().equals("GET")) {
      model.pulled(wanted.repository(), wanted.reference(), password);
    }
    return Reply.of(200, manifest.mediaType(), manifest.json().getBytes(StandardCharsets.UTF_8))
        .with("Docker-Content-Digest", manifest.digest())
        .with("Etag", quoted(manifest.digest()));
  }

  private Reply ecrUnknown() {
    return RegistryReplies.ecrError(404, "MANIFEST_UNKNOWN", "Requested image not found");
  }

  private Reply blob(Request request, Wanted wanted) {
    Optional<byte[]> found = model.images().blob(wanted.repository(), wanted.reference());
    if (found.isEmpty()) {
      return RegistryReplies.blobUnknown(wanted.reference());
    }
    byte[] all = found.get();
    Matcher range = RANGE.matcher(request.header("Range").orElse(""));
    Reply reply = Reply.of(200, "application/octet-stream", all);
    if (range.matches() && Integer.parseInt(range.group(1)) < all.length) {
      int first = Integer.parseInt(range.group(1));
      int last =
          range.group(2).isEmpty()
              ? all.length - 1
              : Math.min(Integer.parseInt(range.group(2)), all.length - 1);
      if (first <= last) {
        byte[] part = Arrays.copyOfRange(all, first, last + 1);
        reply =
            Reply.of(206, "application/octet-stream", part)
                .with("Content-Range", "bytes %d-%d/%d".formatted(first, last, all.length));
      }
    }
    return reply
        .with("Accept-Ranges", "bytes")
        .with("Cache-Control", "max-age=31536000")
        .with("Docker-Content-Digest", wanted.reference())
        .with("Etag", quoted(wanted.reference()));
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
