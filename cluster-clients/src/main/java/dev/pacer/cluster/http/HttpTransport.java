package dev.pacer.cluster.http;

import dev.pacer.cluster.time.Watchdog;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One exchange at a time with one address: no retry, no redirect, no cookie, no proxy that was not
 * asked for. One per process is enough; it is safe for many threads.
 */
public final class HttpTransport implements AutoCloseable {

  private final CloseableHttpClient client;
  private final Watchdog watchdog;

  /**
   * Reads the TLS files once.
   *
   * @param watchdog cuts what takes longer than its limit
   * @throws IllegalArgumentException when a TLS file cannot be used
   */
  public HttpTransport(TransportSettings settings, Watchdog watchdog) {
    this.watchdog = watchdog;
    Timeout connect = Timeout.of(settings.connectTimeout());
    HttpClientBuilder builder =
        HttpClientBuilder.create()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder()
                            .http1Config(
                                Http1Config.custom()
                                    .setMaxLineLength(16_384)
                                    .setMaxHeaderCount(200)
                                    .build())
                            .build())
                    .setTlsSocketStrategy(
                        new DefaultClientTlsStrategy(TlsContext.of(settings.tls())))
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(connect)
                            // The TLS handshake is bounded by the socket timeout.
                            .setSocketTimeout(connect)
                            // Always: a change must not be lost on a connection closed meanwhile.
                            .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                            .setTimeToLive(TimeValue.ofMinutes(5))
                            .build())
                    .setMaxConnPerRoute(settings.connectionsPerHost())
                    .setMaxConnTotal(settings.connectionsPerHost() * 20)
                    .build())
            .setRequestExecutor(new NotingExecutor())
            .setUserAgent(settings.userAgent())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression();
    settings.proxy().map(HttpTransport::hostOf).ifPresent(builder::setProxy);
    this.client = builder.build();
  }

  /**
   * Sends it and returns once the head of the answer is there; the caller closes the answer.
   *
   * @param authorization the header to send, if any
   * @param limit of this try, from now to the last byte of the body
   */
  OpenReply open(URI url, Request request, Optional<String> authorization, Duration limit)
      throws ExchangeFailure {
    HttpUriRequestBase message = new HttpUriRequestBase(request.method().name(), url);
    request.headers().forEach(message::setHeader);
    if (request.limits().bodyBytes() != Long.MAX_VALUE) {
      message.setHeader("Accept-Encoding", "gzip");
    }
    authorization.ifPresent(value -> message.setHeader("Authorization", value));
    request
        .body()
        .ifPresent(
            body ->
                message.setEntity(
                    new ByteArrayEntity(body.bytes(), ContentType.parse(body.contentType()))));
    Duration silence =
        request.limits().silence().compareTo(limit) < 0 ? request.limits().silence() : limit;
    message.setConfig(
        RequestConfig.custom()
            .setResponseTimeout(Timeout.of(silence))
            .setConnectionRequestTimeout(Timeout.of(silence))
            .setAuthenticationEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .build());
    HttpClientContext context = HttpClientContext.create();
    AtomicBoolean overrun = new AtomicBoolean();
    Watchdog.Guard guard =
        watchdog.watch(
            limit,
            () -> {
              overrun.set(true);
              message.cancel();
            });
    try {
      ClassicHttpResponse response = client.executeOpen(hostOf(url), message, context);
      return new OpenReply(
          url,
          response,
          message::cancel,
          guard,
          () -> cut(overrun, limit),
          request.limits().bodyBytes());
    } catch (IOException e) {
      guard.dismiss();
      throw new ExchangeFailure(e, cut(overrun, limit), wasSent(context));
    } catch (RuntimeException e) {
      guard.dismiss();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private static HttpHost hostOf(URI url) {
    String host = url.getHost();
    boolean ipv6 = host.startsWith("[");
    return new HttpHost(
        url.getScheme(), ipv6 ? host.substring(1, host.length() - 1) : host, url.getPort());
  }

  private static Optional<Duration> cut(AtomicBoolean overrun, Duration limit) {
    return overrun.get() ? Optional.of(limit) : Optional.empty();
  }

  private static boolean wasSent(HttpClientContext context) {
    return context.getAttribute(NotingExecutor.SENT) != null;
  }

  /** Notes that a connection stood and the request began to leave. */
  private static final class NotingExecutor extends HttpRequestExecutor {

    static final String SENT = "pacer.sent";

    @Override
    public ClassicHttpResponse execute(
        ClassicHttpRequest request,
        HttpClientConnection connection,
        @Nullable HttpResponseInformationCallback informed,
        HttpContext context)
        throws IOException, HttpException {
      context.setAttribute(SENT, SENT);
      return super.execute(request, connection, informed, context);
    }
  }
}
