package dev.pacer.simulator.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A whole image of one layer with one file {@code /hello.txt}, as Docker's manifest schema 2 has
 * it. Mesos' UCR and old Dockers take no OCI manifests.
 */
final class TinyImage {

  static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  private static final String CONFIG = "application/vnd.docker.container.image.v1+json";
  private static final String LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";
  private static final int BLOCK = 512;

  private final byte[] layer;
  private final byte[] config;
  private final ImageStore.Manifest manifest;

  private TinyImage(byte[] layer, byte[] config, ImageStore.Manifest manifest) {
    this.layer = layer;
    this.config = config;
    this.manifest = manifest;
  }

  static TinyImage saying(String text) {
    byte[] tar = tar("hello.txt", text.getBytes(StandardCharsets.UTF_8));
    byte[] layer = gzip(tar);
    byte[] config =
        ("{\"architecture\":\"amd64\",\"config\":{},\"created\":\"2020-01-01T00:00:00Z\","
                + "\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
                + digest(tar)
                + "\"]}}")
            .getBytes(StandardCharsets.UTF_8);
    String json =
        ("{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":{\"mediaType\":\"%s\",\"size\":%d,"
                + "\"digest\":\"%s\"},\"layers\":[{\"mediaType\":\"%s\",\"size\":%d,"
                + "\"digest\":\"%s\"}]}")
            .formatted(
                MANIFEST,
                CONFIG,
                config.length,
                digest(config),
                LAYER,
                layer.length,
                digest(layer));
    return new TinyImage(
        layer,
        config,
        new ImageStore.Manifest(MANIFEST, digest(json.getBytes(StandardCharsets.UTF_8)), json));
  }

  byte[] layer() {
    return layer.clone();
  }

  byte[] config() {
    return config.clone();
  }

  ImageStore.Manifest manifest() {
    return manifest;
  }

  String layerDigest() {
    return digest(layer);
  }

  String configDigest() {
    return digest(config);
  }

  static String digest(byte[] bytes) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "sha256:" + HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A ustar archive of one file, mode 0644, owner 0, time 0. */
  private static byte[] tar(String name, byte[] content) {
    byte[] head = new byte[BLOCK];
    put(head, 0, name);
    put(head, 100, "0000644\0");
    put(head, 108, "0000000\0");
    put(head, 116, "0000000\0");
    put(head, 124, "%011o\0".formatted(content.length));
    put(head, 136, "00000000000\0");
    put(head, 148, " ".repeat(8));
    put(head, 156, "0");
    put(head, 257, "ustar\0" + "00");
    int sum = 0;
    for (byte b : head) {
      sum += b & 0xff;
    }
    put(head, 148, "%06o\0 ".formatted(sum));
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.writeBytes(head);
    tar.writeBytes(content);
    tar.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    tar.writeBytes(new byte[2 * BLOCK]);
    return tar.toByteArray();
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
