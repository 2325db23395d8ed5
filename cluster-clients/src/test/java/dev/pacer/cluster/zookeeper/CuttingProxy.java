package dev.pacer.cluster.zookeeper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stands before a server; on demand it passes requests on and loses the answers. */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final int target;
  private volatile boolean losing;

  CuttingProxy(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    start("accept", this::accept);
  }

  String host() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  /** From now on an answer that comes is lost and ends its connection. */
  void loseAnswers() {
    losing = true;
  }

  void passAnswers() {
    losing = false;
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, "cutting-proxy-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (losing) {
          client.close();
          continue;
        }
        Socket server = new Socket(listener.getInetAddress(), target);
        start("requests", () -> copy(client, server, false));
        start("answers", () -> copy(server, client, true));
      } catch (IOException e) {
        // The client or the server is gone: it will come again.
      }
    }
  }

  private void copy(Socket from, Socket to, boolean answers) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] buffer = new byte[65_536];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (answers && losing) {
          return;
        }
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException e) {
      // One side has closed: both end.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
