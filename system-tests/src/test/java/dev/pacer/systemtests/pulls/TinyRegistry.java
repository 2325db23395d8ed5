package dev.pacer.systemtests.pulls;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A registry of one image under any name, which one user may pull with Basic authentication. It
 * stands for the registry only: what is tested are the clients in front of it.
 */
final class TinyRegistry implements AutoCloseable {
  static final String USER = "puller";

  /** A colon in it, on purpose. */
  static final String PASSWORD = "fake:s3cret";

  /** The first byte of a TLS connection, and of no request. */
  private static final int TLS_HANDSHAKE = 0x16;

  private static final byte[] CONFIG =
      ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},"
              + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}")
          .getBytes(StandardCharsets.UTF_8);
  private static final byte[] MANIFEST =
      ("{\"schemaVersion\":2,"
              + "\"mediaType\":\"application/vnd.docker.distribution.manifest.v2+json\","
              + "\"config\":{\"mediaType\":\"application/vnd.docker.container.image.v1+json\","
              + "\"size\":%d,\"digest\":\"%s\"},\"layers\":[]}")
          .formatted(CONFIG.length, digest(CONFIG))
          .getBytes(StandardCharsets.UTF_8);

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  TinyRegistry() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::acceptAll);
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String head = head(in);
      while (!head.isEmpty() && head.charAt(0) != TLS_HANDSHAKE) {
        answer(head, socket.getOutputStream());
        head = head(in);
      }
      if (!head.isEmpty()) {
        // As Go's server does: clients try TLS first, and plain HTTP only after this.
        socket
            .getOutputStream()
            .write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        in.readAllBytes();
      }
    } catch (IOException e) {
      // The client went away.
    }
  }

  /** The head of a request, or the first byte of TLS; empty at the end. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
      if (head.charAt(0) == TLS_HANDSHAKE) {
        return head.toString();
      }
    }
    return head.toString();
  }

  /** The registry as images name it. */
  String host() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** The {@code auth} that opens it. */
  static String auth() {
    return auth(PASSWORD);
  }

  static String auth(String password) {
    return Base64.getEncoder()
        .encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(String head, OutputStream out) throws IOException {
    String path = head.split(" ", 3)[1];
    boolean opened =
        head.lines().anyMatch(line -> line.equalsIgnoreCase("Authorization: Basic " + auth()));
    if (!opened) {
      send(
          head,
          out,
          "401 Unauthorized",
          "application/json",
          "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\"}]}"
              .getBytes(StandardCharsets.UTF_8));
    } else if (path.contains("/manifests/")) {
      send(head, out, "200 OK", "application/vnd.docker.distribution.manifest.v2+json", MANIFEST);
    } else if (path.endsWith("/blobs/" + digest(CONFIG))) {
      send(head, out, "200 OK", "application/octet-stream", CONFIG);
    } else {
      send(
          head,
          out,
          path.equals("/v2/") ? "200 OK" : "404 Not Found",
          "application/json",
          "{}".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void send(String head, OutputStream out, String status, String type, byte[] body)
      throws IOException {
    String lines =
        String.join(
            "\r\n",
            "HTTP/1.1 " + status,
            "Docker-Distribution-Api-Version: registry/2.0",
            "WWW-Authenticate: Basic realm=\"tiny\"",
            "Docker-Content-Digest: " + digest(body),
            "Content-Type: " + type,
            "Content-Length: " + body.length,
            "",
            "");
    out.write(lines.getBytes(StandardCharsets.US_ASCII));
    if (!head.startsWith("HEAD ")) {
      out.write(body);
    }
    out.flush();
  }

  private static String digest(byte[] bytes) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
