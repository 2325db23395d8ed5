package dev.pacer.cluster.aws.sdk;

import dev.pacer.cluster.aws.AwsCredentialsSource;
import dev.pacer.cluster.aws.AwsSettings;
import dev.pacer.cluster.aws.AwsTimeouts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A plain socket server in AWS's place: it notes every request that arrives and plays the next
 * reply, or breaks the connection. It never takes a request it has no reply for in silence.
 */
final class ScriptedAws implements AutoCloseable {
  private final ServerSocket server;
  private final Deque<Reply> script = new ArrayDeque<>();
  private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
  private final List<Map<String, String>> heads = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  ScriptedAws() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  /** What the server does with one request. */
  interface Reply {
    /** Answers; false closes the connection afterwards. */
    boolean play(OutputStream out) throws IOException;

    static Reply of(int status, String body) {
      return of(status, "text/xml", body);
    }

    static Reply of(int status, String contentType, String body) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return out -> {
        out.write(head(status, contentType, bytes.length));
        out.write(bytes);
        out.flush();
        return true;
      };
    }

    /** The request is taken, and nothing comes back. */
    static Reply drop() {
      return out -> false;
    }

    /** Announces more than it sends. */
    static Reply truncated(String body) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return out -> {
        out.write(head(200, "text/xml", bytes.length));
        out.write(bytes, 0, bytes.length / 2);
        out.flush();
        return false;
      };
    }

    /** Keeps the connection open and says nothing. */
    static Reply silence() {
      return out -> true;
    }

    private static byte[] head(int status, String contentType, int length) {
      return "HTTP/1.1 %d Scripted\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
          .formatted(status, contentType, length)
          .getBytes(StandardCharsets.US_ASCII);
    }
  }

  ScriptedAws then(Reply reply) {
    synchronized (script) {
      script.add(reply);
    }
    return this;
  }

  /** The reply of a hand-written body; its status is in the name. */
  ScriptedAws then(String handwritten) {
    int status = Integer.parseInt(handwritten.replaceAll(".*\\.(\\d{3})\\.xml", "$1"));
    return then(Reply.of(status, Captures.handwritten(handwritten)));
  }

  /** The forms received so far, one map of fields each. */
  List<Map<String, String>> requests() {
    return List.copyOf(requests);
  }

  /** The headers received so far, names in lower case. */
  List<Map<String, String>> heads() {
    return List.copyOf(heads);
  }

  Map<String, String> onlyRequest() {
    if (requests.size() != 1) {
      throw new AssertionError("expected one request, got " + requests);
    }
    return requests.get(0);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  AwsSettings settings() {
    return settings(
        new AwsCredentialsSource.Keys(
            "AKIAIOSFODNN7EXAMPLE", "not-a-secret-example-key", Optional.empty()));
  }

  AwsSettings settings(AwsCredentialsSource credentials) {
    return new AwsSettings(
        "us-east-1",
        Optional.of(endpoint()),
        credentials,
        new AwsTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(15)));
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        start(() -> serve(socket));
      }
    } catch (SocketException e) {
      // Closed.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      boolean goOn = true;
      while (goOn) {
        String head = readHead(in);
        if (head.isEmpty()) {
          return;
        }
        Map<String, String> headers = headers(head);
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        heads.add(headers);
        requests.add(fields(new String(in.readNBytes(length), StandardCharsets.UTF_8)));
        goOn = next().play(socket.getOutputStream());
      }
    } catch (IOException e) {
      // The client went away.
    }
  }

  private Reply next() {
    synchronized (script) {
      Reply reply = script.poll();
      return reply == null
          ? Reply.of(418, "<ErrorResponse><Error><Code>NoScript</Code></Error></ErrorResponse>")
          : reply;
    }
  }

  private static String readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int value;
    while ((value = in.read()) >= 0) {
      head.write(value);
      String text = head.toString(StandardCharsets.US_ASCII);
      if (text.endsWith("\r\n\r\n")) {
        return text;
      }
    }
    return "";
  }

  private static Map<String, String> headers(String head) {
    Map<String, String> headers = new TreeMap<>();
    head.lines()
        .skip(1)
        .filter(line -> line.contains(":"))
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              headers.put(
                  line.substring(0, colon).toLowerCase(Locale.ROOT),
                  line.substring(colon + 1).strip());
            });
    return headers;
  }

  static Map<String, String> fields(String form) {
    Map<String, String> fields = new TreeMap<>();
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return fields;
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "scripted-aws");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
