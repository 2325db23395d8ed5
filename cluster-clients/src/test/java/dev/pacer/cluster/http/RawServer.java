package dev.pacer.cluster.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;

/**
 * A server on a plain socket that says, byte by byte, what a test tells it to: for what no proper
 * server would say. Requests are answered in order by the scripts given; the last one answers all
 * that follow.
 */
public final class RawServer implements AutoCloseable {

  /** Answers one request on the open connection. */
  @FunctionalInterface
  public interface Script {
    void answer(Socket connection, OutputStream out) throws Exception;
  }

  private final ServerSocket socket;
  private final LinkedBlockingDeque<Script> scripts = new LinkedBlockingDeque<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  public RawServer(Script... answers) {
    this(plainSocket(), answers);
  }

  public RawServer(ServerSocket socket, Script... answers) {
    this.socket = socket;
    scripts.addAll(List.of(answers));
    Thread accepter = new Thread(this::acceptAll, "raw-server");
    accepter.setDaemon(true);
    accepter.start();
  }

  private static ServerSocket plainSocket() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** The requests so far, each head and body as received. */
  public List<String> requests() {
    return new ArrayList<>(requests);
  }

  /** Answers with exactly this text, bytes as in ISO-8859-1, and keeps the connection. */
  public static Script text(String answer) {
    return (connection, out) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
  }

  public static Script answer(int status, String type, String body, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
    if (!type.isEmpty()) {
      head.append("Content-Type: ").append(type).append("\r\n");
    }
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
    return (connection, out) -> {
      out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      out.write(bytes);
    };
  }

  public static Script json(int status, String body, String... headers) {
    return answer(status, "application/json", body, headers);
  }

  /** Reads the request and closes the connection. */
  public static Script hangUp() {
    return (connection, out) -> connection.close();
  }

  private void acceptAll() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        Thread server = new Thread(() -> serve(connection), "raw-server-connection");
        server.setDaemon(true);
        server.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = connection.getInputStream();
      while (true) {
        String request = readRequest(in);
        if (request.isEmpty()) {
          return;
        }
        requests.add(request);
        Script script = scripts.size() > 1 ? scripts.pollFirst() : scripts.peekFirst();
        if (script == null) {
          throw new IllegalStateException("no script for " + request);
        }
        script.answer(connection, connection.getOutputStream());
        connection.getOutputStream().flush();
      }
    } catch (Exception e) {
      // The client went away, or the test ended: nothing to do for a server.
    }
  }

  private static String readRequest(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        return "";
      }
      head.append((char) b);
    }
    int length = 0;
    for (String line : head.toString().lines().toList()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket connection : open) {
      connection.close();
    }
  }
}
