package dev.pacer.registryauth.lint;

/**
 * What is looked for. The identifiers are stable: they are printed, and people filter by them. The
 * behaviour of Mesos and Docker behind each is in {@code docs/registry-auth-lint.md}.
 */
public enum LintRule {
  NO_CREDENTIALS(
      "no-credentials",
      Severity.ERROR,
      "Fetch the profile's docker.tar.gz (Docker containerizer), or name its secret in pullConfig"
          + " (UCR)."),
  WRONG_PROFILE(
      "wrong-profile",
      Severity.ERROR,
      "Fetch the archive of a profile that holds this registry, or add the registry to the"
          + " profile."),
  UNKNOWN_REGISTRY(
      "unknown-registry",
      Severity.WARNING,
      "Add the registry to a profile; if anybody may pull from it, ignore this."),
  CACHED_ARCHIVE(
      "cached-archive",
      Severity.ERROR,
      "Set cache to false, which is the default: the fetcher's cache never asks again, so tasks"
          + " keep the credential of the first fetch."),
  UCR_IGNORES_ARCHIVE(
      "ucr-ignores-archive",
      Severity.ERROR,
      "Use container type DOCKER, or give UCR the credential as a secret in pullConfig; without"
          + " a secret store UCR has no way to take a credential that changes."),
  USELESS_ARCHIVE(
      "useless-archive",
      Severity.WARNING,
      "Leave the archive out: UCR does not read it, and it lies readable in the sandbox."),
  PULL_CONFIG_NEEDS_UCR(
      "pull-config-needs-ucr",
      Severity.ERROR,
      "Use container type MESOS, or fetch the archive in place of pullConfig: Marathon refuses"
          + " pullConfig with type DOCKER."),
  UNDEFINED_SECRET(
      "undefined-secret",
      Severity.ERROR,
      "Define the secret under \"secrets\" with the path at which it is stored."),
  FOREIGN_SECRET(
      "foreign-secret",
      Severity.NOTE,
      "Name the secret that is kept fresh, if the registry's credential changes."),
  UCR_CANNOT_READ_REALM(
      "ucr-cannot-read-realm",
      Severity.ERROR,
      "Use container type DOCKER: this registry's token answer has only access_token, and UCR"
          + " reads only token."),
  NOT_EXTRACTED_QUERY(
      "query-hides-suffix",
      Severity.ERROR,
      "Set destPath to docker.tar.gz and cache to false: the fetcher takes the file's name with the"
          + " query, and does not extract it."),
  NOT_EXTRACTED_SUFFIX(
      "odd-suffix",
      Severity.ERROR,
      "Set destPath to docker.tar.gz: the fetcher extracts by the file's name alone, and this one"
          + " is no archive's."),
  EXTRACT_OFF(
      "extract-off",
      Severity.ERROR,
      "Set extract to true: Docker finds the credential only in the extracted"
          + " .docker/config.json."),
  BARE_CONFIG(
      "bare-config-json",
      Severity.ERROR,
      "Fetch docker.tar.gz instead, or set destPath to .docker/config.json: in the sandbox's root"
          + " nobody looks for config.json."),
  SHADOWED_DOCKERCFG(
      "shadowed-dockercfg",
      Severity.ERROR,
      "Fetch one of the two: where .docker/config.json is, .dockercfg is not read."),
  SEVERAL_ARCHIVES(
      "several-archives",
      Severity.WARNING,
      "Fetch one archive with all registries: the last one extracted replaces the others, and if"
          + " any fetch fails the task fails."),
  SHADOWED_AGENT_CONFIG(
      "shadowed-agent-config",
      Severity.ERROR,
      "Put the registry into the profile that is fetched: a file in the sandbox replaces the"
          + " agent's --docker_config whole."),
  UNREADABLE_FILE(
      "unreadable-file",
      Severity.ERROR,
      "Give the target a group that the task's user is in (mode 0640) or worldReadable, or fetch"
          + " over HTTP: the fetcher runs as the task's user."),
  MAYBE_UNREADABLE_FILE(
      "maybe-unreadable-file",
      Severity.WARNING,
      "See that the task's user can read the file: the fetcher runs as that user, and one that is"
          + " root's with mode 0600 fails the task."),
  CREDENTIALS_IN_URI(
      "credentials-in-uri",
      Severity.WARNING,
      "Take user and password out of the URI: the fetcher logs it to the sandbox, and Marathon and"
          + " Mesos show it."),
  SIGNED_URI(
      "signed-uri",
      Severity.WARNING,
      "Do not put signed URLs into apps: they end after 7 days at most, or with the credentials"
          + " that signed them, and are shown in the sandbox and by Mesos."),
  PLAIN_HTTP(
      "plain-http", Severity.WARNING, "Fetch over https: the credential crosses the net in clear."),
  ILLEGAL_URI(
      "illegal-uri",
      Severity.ERROR,
      "Escape the character: the fetcher refuses a URI that holds \\ or '."),
  NEEDS_HADOOP(
      "needs-hadoop",
      Severity.WARNING,
      "Use an https URL, unless every agent has a Hadoop client: the fetcher has none of its"
          + " own."),
  MUTABLE_TAG(
      "mutable-tag",
      Severity.WARNING,
      "Set forcePullImage, or name a fixed tag or a digest: an image that is present is not pulled,"
          + " so a dead credential shows only on the next new agent."),
  SECRET_IN_ENV(
      "secret-in-env",
      Severity.WARNING,
      "Take it out of env: nothing pulls from there, and Marathon's and Mesos' APIs show it."),
  HOST_LOGIN(
      "host-login",
      Severity.WARNING,
      "Use a fetch or pullConfig: a pull runs with the sandbox as HOME, so a docker login on the"
          + " agent is never looked at."),
  OWN_IMAGE(
      "own-image-needs-credential",
      Severity.ERROR,
      "Run registry-auth from an image that anybody may pull, or from a fetched archive: on a new"
          + " agent it would need what only it brings."),
  STATIC_AGENT_TOKEN(
      "static-agent-token",
      Severity.ERROR,
      "Deliver it by fetch or secret: an agent reads --docker_config once, at its start, and an ECR"
          + " token in it is dead after 12 hours."),
  AGENT_CONFIG_WITHOUT_AUTHS(
      "agent-config-without-auths",
      Severity.ERROR,
      "Give --docker_config an \"auths\" object: without one UCR and Docker take it for an old"
          + " .dockercfg.");

  private final String id;
  private final Severity severity;
  private final String mend;

  LintRule(String id, Severity severity, String mend) {
    this.id = id;
    this.severity = severity;
    this.mend = mend;
  }

  /** Its stable name. */
  public String id() {
    return id;
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** What to do about it. */
  public String mend() {
    return mend;
  }
}
