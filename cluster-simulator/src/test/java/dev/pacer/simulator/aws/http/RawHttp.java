package dev.pacer.simulator.aws.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends a request byte for byte, with nothing of a client's own. */
final class RawHttp {

  private RawHttp() {}

  static Capture.WireReply send(URI server, Capture.Sent request) {
    String reply = exchange(server, request);
    if (reply.isEmpty()) {
      throw new AssertionError("the connection ended without an answer");
    }
    return Capture.parse(reply);
  }

  /** Everything that came back; empty when the connection ended or was reset without an answer. */
  static String exchange(URI server, Capture.Sent request) {
    byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(request.line()).append("\r\n");
    for (String header : request.headers()) {
      String name = header.substring(0, header.indexOf(':')).toLowerCase(java.util.Locale.ROOT);
      switch (name) {
        case "host" -> head.append("Host: ").append(server.getAuthority()).append("\r\n");
        case "connection" -> head.append("Connection: close\r\n");
        case "content-length" -> head.append("Content-Length: ").append(body.length).append("\r\n");
        default -> head.append(header).append("\r\n");
      }
    }
    head.append("\r\n");
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(head.toString().getBytes(StandardCharsets.UTF_8));
      out.write(body);
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (SocketException reset) {
      return "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
