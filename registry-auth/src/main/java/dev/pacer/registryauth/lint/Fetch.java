package dev.pacer.registryauth.lint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One file that Mesos' fetcher brings into a sandbox before the pull. Its {@code toString} leaves
 * out query and user information, which may hold secrets.
 */
public record Fetch(String uri, boolean extract, boolean cache, Optional<String> destPath) {

  private static final List<String> ARCHIVES =
      List.of(
          ".tar",
          ".tgz",
          ".tar.gz",
          ".tbz2",
          ".tar.bz2",
          ".txz",
          ".tar.xz",
          ".zip"); // archiver.hpp
  private static final Pattern SIGNATURE =
      Pattern.compile("(?i)(x-amz-signature|x-goog-signature|signature|sig|token|access_token)=.+");
  private static final Pattern LOGIN_FILE =
      Pattern.compile(
          "(?i)\\.?docker(cfg|[-_.]?(auths?|config|credentials?|creds|login|registry))?"
              + "\\.(tar|tgz|tar\\.gz|tbz2|tar\\.bz2|txz|tar\\.xz|zip)");

  /** The URI without user information and query. */
  public String place() {
    String place = withoutQuery();
    int scheme = place.indexOf("://");
    int start = scheme < 0 ? 0 : scheme + 3;
    int slash = place.indexOf('/', start);
    int at = place.lastIndexOf('@', slash < 0 ? place.length() : slash);
    return at < start ? place : place.substring(0, start) + place.substring(at + 1);
  }

  /** The scheme in lower case; {@code file} for a plain path. */
  public String scheme() {
    int end = uri.indexOf("://");
    return end < 0 ? "file" : uri.substring(0, end).strip().toLowerCase(Locale.ROOT);
  }

  /** The host as written, without port; empty for a file. */
  public String host() {
    String rest = place();
    int scheme = rest.indexOf("://");
    if (scheme < 0) {
      return "";
    }
    rest = rest.substring(scheme + 3);
    int slash = rest.indexOf('/');
    rest = slash < 0 ? rest : rest.substring(0, slash);
    int colon = rest.lastIndexOf(':');
    return (colon < 0 ? rest : rest.substring(0, colon)).toLowerCase(Locale.ROOT);
  }

  /** Whether user information stands in the URI. */
  public boolean hasUserInfo() {
    return !withoutQuery().equals(place());
  }

  /** Whether the query holds a signature or token. */
  public boolean isSigned() {
    int question = uri.indexOf('?');
    if (question < 0) {
      return false;
    }
    for (String pair : uri.substring(question + 1).split("&", -1)) {
      if (SIGNATURE.matcher(pair).matches()) {
        return true;
      }
    }
    return false;
  }

  /** The last part of the path: what whoever wrote the URI thinks of as the file's name. */
  public String meantName() {
    String place = place();
    return place.substring(place.lastIndexOf('/') + 1);
  }

  /**
   * The name under which the fetcher saves it: {@code destPath}, else what follows the last slash
   * of the whole URI, query included. A cached file is named by its URI in any case.
   */
  public String savedName() {
    if (destPath.isPresent() && !cache) {
      return destPath.get();
    }
    String whole = uri.strip();
    return whole.substring(whole.lastIndexOf('/') + 1);
  }

  /** Whether the fetcher unpacks it. */
  public boolean isExtracted() {
    return extract && ARCHIVES.stream().anyMatch(savedName()::endsWith);
  }

  /** Whether the name it is meant to have is an archive's. */
  public boolean isMeantAsArchive() {
    return ARCHIVES.stream().anyMatch(meantName()::endsWith);
  }

  /** Whether it is named like an archive of Docker logins. */
  public boolean looksLikeLogins() {
    return LOGIN_FILE.matcher(meantName()).matches()
        || LOGIN_FILE.matcher(destPath.orElse("")).matches();
  }

  /** Whether it lands where Docker looks for the old form of logins. */
  public boolean isDockercfg() {
    return savedName().equals(".dockercfg");
  }

  /** Whether it lands where Docker looks for logins, unpacked or not. */
  public boolean isDockerConfig() {
    return savedName().equals(".docker/config.json");
  }

  /** Whether it is a {@code config.json} that lands in the sandbox's root. */
  public boolean isBareConfig() {
    return meantName().equals("config.json") && !savedName().contains("/");
  }

  private String withoutQuery() {
    String whole = uri.strip();
    int question = whole.indexOf('?');
    return question < 0 ? whole : whole.substring(0, question);
  }

  @Override
  public String toString() {
    return place() + (uri.contains("?") ? "?…" : "");
  }
}
