package dev.pacer.installer.repository;

import dev.pacer.cluster.PeerException;
import dev.pacer.cluster.http.HttpPeer;
import dev.pacer.cluster.http.Limits;
import dev.pacer.cluster.http.OpenReply;
import dev.pacer.cluster.http.Request;
import dev.pacer.installer.universe.PackageJson;
import dev.pacer.installer.universe.RepositoryReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A repository file over HTTP. What it answers depends on the headers: Universe servers choose the
 * format by Accept. Any server of plain files will do, whatever it calls the content.
 *
 * @param peer the server, without the path
 */
record HttpOrigin(Repository repository, HttpPeer peer) implements Origin {
  private static final String KIND =
      "application/vnd.dcos.universe.repo+json;charset=utf-8;version=v";
  private static final int NOT_MODIFIED = 304;

  /** 2 minutes a try and 5 together, 20 s of silence, 256 MiB. */
  private static final Limits LIMITS =
      new Limits(Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofSeconds(20), 256L << 20);

  @Override
  public Outcome read(String known, Consumer<PackageJson> each, Consumer<String> skipped)
      throws IOException {
    Request request = request(known);
    OpenReply reply;
    try {
      reply = peer.open(request);
    } catch (PeerException e) {
      if (e.status().orElse(0) == NOT_MODIFIED && !known.isEmpty()) {
        return new Outcome.Unchanged();
      }
      throw e;
    }
    try (reply;
        InputStream body = reply.body()) {
      RepositoryReader.read(repository.location(), body, each, skipped);
      return new Outcome.Read(reply.header("ETag").orElse(""));
    }
  }

  private Request request(String known) {
    URI url = URI.create(repository.location());
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    Request request =
        Request.get(path + query)
            .withHeader("Accept", KIND + "5, " + KIND + "4, " + KIND + "3, application/json;q=0.5")
            .withHeader("User-Agent", "pacer dcos/2.2")
            .followingRedirects()
            .within(LIMITS);
    return known.isEmpty() ? request : request.withHeader("If-None-Match", known);
  }
}
