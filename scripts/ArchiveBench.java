import dev.pacer.cluster.Secret;
import dev.pacer.frame.http.HttpServing;
import dev.pacer.frame.http.Listening;
import dev.pacer.registryauth.credential.Credential;
import dev.pacer.registryauth.credential.CredentialSet;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.publish.TargetId;
import dev.pacer.registryauth.serve.AddressRange;
import dev.pacer.registryauth.serve.AgentAddresses;
import dev.pacer.registryauth.serve.ArchiveHandler;
import dev.pacer.registryauth.serve.ArchiveServing;
import dev.pacer.registryauth.serve.ArchiveTarget;
import dev.pacer.registryauth.serve.Callers;
import dev.pacer.registryauth.serve.Profile;
import dev.pacer.registryauth.serve.RateLimit;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.spec.SecretKeySpec;

/**
 * Measures the archive server on loopback: requests per second over new connections, as Mesos'
 * fetcher makes them, and over kept ones. Client and server share this process and its processors.
 */
class ArchiveBench {
  private static final int CLIENTS = 8;

  public static void main(String[] args) throws Exception {
    int seconds = Integer.parseInt(args[0]);
    int registries = Integer.parseInt(args[1]);
    ArchiveTarget target =
        new ArchiveTarget(
            new TargetId("bench"),
            new SecretKeySpec("fake-key".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"),
            InstantSource.system());
    Instant now = Instant.now();
    Map<RegistryName, Credential> set = new LinkedHashMap<>();
    for (int i = 0; i < registries; i++) {
      set.put(
          new RegistryName("registry-%d.example".formatted(i)),
          Credential.unproven(
              "AWS", new Secret("x".repeat(2_400)), now, Optional.of(now.plusSeconds(43_200))));
    }
    target.publish(new CredentialSet(set));
    ArchiveHandler handler =
        new ArchiveHandler(
            List.of(new Profile("bench", target, List.of())),
            new Callers(List.of(AddressRange.of("127.0.0.0/8")), new AgentAddresses()),
            new RateLimit(10_000_000, 10_000_000, InstantSource.system()),
            (profile, status) -> {});
    try (HttpServing serving = ArchiveServing.start(Listening.loopback(0), false, handler)) {
      for (boolean kept : new boolean[] {false, true}) {
        measure(serving.port(), kept, 2);
        double perSecond = measure(serving.port(), kept, seconds);
        System.out.printf(
            "archive server, %d registries, %d clients, %s connections: %.0f requests/s%n",
            registries, CLIENTS, kept ? "kept" : "new", perSecond);
      }
    }
  }

  private static double measure(int port, boolean kept, int seconds) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      long begin = System.nanoTime();
      long end = begin + seconds * 1_000_000_000L;
      Callable<Integer> client = () -> fetch(port, kept, end);
      long sum = 0;
      for (Future<Integer> future :
          clients.invokeAll(java.util.Collections.nCopies(CLIENTS, client))) {
        sum += future.get();
      }
      return sum * 1e9 / (System.nanoTime() - begin);
    } finally {
      clients.shutdown();
    }
  }

  private static int fetch(int port, boolean kept, long end) throws IOException {
    int fetched = 0;
    while (System.nanoTime() < end) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setTcpNoDelay(true);
        do {
          fetch(socket, kept);
          fetched++;
        } while (kept && System.nanoTime() < end);
      }
    }
    return fetched;
  }

  private static void fetch(Socket socket, boolean kept) throws IOException {
    String request =
        "GET /v1/bench/docker.tar.gz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: %s\r\n\r\n"
            .formatted(kept ? "keep-alive" : "close");
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[64 * 1024];
    StringBuilder head = new StringBuilder();
    int bodyRead = -1;
    int length = 0;
    while (bodyRead < length) {
      int read = in.read(buffer);
      if (read < 0) {
        throw new IOException("the server closed in the middle of an answer");
      }
      if (bodyRead >= 0) {
        bodyRead += read;
        continue;
      }
      head.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
      int blank = head.indexOf("\r\n\r\n");
      if (blank >= 0) {
        if (!head.toString().startsWith("HTTP/1.1 200 ")) {
          throw new IOException("answered " + head.substring(0, head.indexOf("\r\n")));
        }
        String fields = head.substring(0, blank);
        int at = fields.indexOf("Content-Length: ") + "Content-Length: ".length();
        int stop = fields.indexOf('\r', at);
        length = Integer.parseInt(fields.substring(at, stop < 0 ? fields.length() : stop));
        bodyRead = head.length() - blank - 4;
      }
    }
  }
}
