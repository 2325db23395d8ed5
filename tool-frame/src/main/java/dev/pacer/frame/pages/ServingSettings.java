package dev.pacer.frame.pages;

import dev.pacer.frame.config.Field;
import dev.pacer.frame.config.GroupShape;
import dev.pacer.frame.config.Secret;
import dev.pacer.frame.config.Shapes;
import dev.pacer.frame.http.Listening;
import dev.pacer.frame.http.TlsFiles;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a tool serves its pages; the same keys in every tool's configuration.
 *
 * @param listening where, and whether over TLS
 * @param hosts further names under which it may be asked
 * @param login who may see more than {@code /health/*}; empty for everybody
 */
public record ServingSettings(Listening listening, List<String> hosts, Optional<Login> login) {
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");

  private record Tls(Path certificateFile, Path keyFile) {}

  public ServingSettings {
    hosts = List.copyOf(hosts);
  }

  /** Loopback, no TLS, no login. */
  public static ServingSettings loopback(int port) {
    return new ServingSettings(Listening.loopback(port), List.of(), Optional.empty());
  }

  /** The keys of the configuration's section. */
  public static GroupShape<ServingSettings> shape(int defaultPort) {
    return Shapes.group(
        fields -> {
          Field<String> address =
              fields.optional(
                  "address",
                  Shapes.text(ADDRESS, "an IP address", "127.0.0.1"),
                  "127.0.0.1",
                  "The address to listen on; 0.0.0.0 for all of the machine's.");
          Field<Integer> port =
              fields.optional(
                  "port",
                  Shapes.port(),
                  Integer.toString(defaultPort),
                  "The port to listen on; 0 for any free one.");
          Field<List<String>> hosts =
              fields.optional(
                  "hosts",
                  Shapes.listOf(Shapes.text(NAME, "a host name", "pacer.example")),
                  "[]",
                  "Further host names under which the pages may be asked for; others are refused.");
          Field<Optional<Tls>> tls = fields.maybe("tls", tlsShape(), "Serves HTTPS; else HTTP.");
          Field<Optional<Login>> login =
              fields.maybe(
                  "login",
                  loginShape(),
                  "What a reader must give for all but /health/*; else nothing.");
          return values ->
              new ServingSettings(
                  new Listening(
                      address(values.get(address)),
                      values.get(port),
                      values.get(tls).map(f -> TlsFiles.read(f.certificateFile(), f.keyFile()))),
                  values.get(hosts),
                  values.get(login));
        });
  }

  private static GroupShape<Tls> tlsShape() {
    return Shapes.group(
        fields -> {
          Field<Path> certificate =
              fields.required(
                  "certificateFile", Shapes.path(), "The certificate and its chain (PEM).");
          Field<Path> key =
              fields.required("keyFile", Shapes.path(), "The private key (PEM, PKCS #8).");
          return values -> new Tls(values.get(certificate), values.get(key));
        });
  }

  private static GroupShape<Login> loginShape() {
    return Shapes.group(
        fields -> {
          Field<Optional<String>> user =
              fields.maybe("user", Shapes.text(), "The user name, for basic authentication.");
          Field<Optional<Secret>> password =
              fields.maybe(
                  "passwordFile", Shapes.secretFile(), "The file that holds the password.");
          Field<Optional<Secret>> token =
              fields.maybe("tokenFile", Shapes.secretFile(), "The file that holds a bearer token.");
          fields.rule(
              user,
              values -> values.get(user).isPresent() != values.get(password).isPresent(),
              values -> "must be given together with passwordFile");
          fields.rule(
              token,
              values -> values.get(token).isPresent() == values.get(user).isPresent(),
              values -> "give either user and passwordFile, or tokenFile");
          return values ->
              values.get(token).isPresent()
                  ? new Login.Bearer(values.get(token).get())
                  : new Login.Basic(
                      values.get(user).orElseThrow(), values.get(password).orElseThrow());
        });
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("address: must be an IP address, was " + text, e);
    }
  }
}
