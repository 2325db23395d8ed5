package dev.pacer.registryauth.target;

/** The files that a directory can be made to hold. */
public enum PublishedFile {
  /** {@code .docker/config.json}: of docker, skopeo and others, for a HOME. */
  CONFIG_JSON("config.json"),
  /** {@code .dockercfg}: its form before Docker 1.7, read where there is no config.json. */
  DOCKERCFG(".dockercfg"),
  /** {@code docker.tar.gz}: for Mesos' fetcher; holds nobody else's logins, ever. */
  ARCHIVE("docker.tar.gz");

  private final String fileName;

  PublishedFile(String fileName) {
    this.fileName = fileName;
  }

  /** Its name, without its directory. */
  public String fileName() {
    return fileName;
  }
}
