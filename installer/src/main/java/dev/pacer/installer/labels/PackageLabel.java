package dev.pacer.installer.labels;

/** Names of labels on apps of packages. */
public final class PackageLabel {
  public static final String NAME = "DCOS_PACKAGE_NAME";
  public static final String VERSION = "DCOS_PACKAGE_VERSION";
  public static final String SOURCE = "DCOS_PACKAGE_SOURCE";
  public static final String OPTIONS = "DCOS_PACKAGE_OPTIONS";
  public static final String DEFINITION = "DCOS_PACKAGE_DEFINITION";

  /** Until November 2018; read, never written. */
  public static final String OLD_METADATA = "DCOS_PACKAGE_METADATA";

  /** Until November 2018; read, never written. */
  public static final String OLD_RELEASE = "DCOS_PACKAGE_RELEASE";

  /** Until November 2018; read, never written. */
  public static final String OLD_SOURCE = "DCOS_PACKAGE_REGISTRY_VERSION";

  /** Set by templates: the Mesos framework that the app registers. */
  public static final String FRAMEWORK_NAME = "DCOS_PACKAGE_FRAMEWORK_NAME";

  /** Set by SDK packages: uninstalling is done by the scheduler itself. */
  public static final String COMMONS_UNINSTALL = "DCOS_COMMONS_UNINSTALL";

  /** Set by SDK packages: the version of the scheduler's API, {@code v1} where absent. */
  public static final String COMMONS_API_VERSION = "DCOS_COMMONS_API_VERSION";

  /** Ours: the group that an app was installed with. */
  public static final String GROUP = "PACER_PACKAGE_GROUP";

  private PackageLabel() {}
}
