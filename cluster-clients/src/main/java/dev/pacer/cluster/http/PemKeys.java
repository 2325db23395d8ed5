package dev.pacer.cluster.http;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys in PEM texts. */
public final class PemKeys {

  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([A-Za-z0-9+/=\\s:,.-]*?)-----END \\1-----");

  /** The DER of {@code version 0, algorithm rsaEncryption with NULL}, the head of a PKCS#8 key. */
  private static final byte[] RSA_HEAD = {
    0x02,
    0x01,
    0x00,
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  private PemKeys() {}

  /**
   * The first private key of the text: PKCS#8 (RSA or EC) or PKCS#1.
   *
   * @throws IllegalArgumentException if there is none, it is encrypted, or broken; the message
   *     holds nothing of the key
   */
  public static PrivateKey read(String pem) {
    Matcher block = BLOCK.matcher(pem);
    if (!block.find()) {
      throw new IllegalArgumentException(
          "no private key in PEM form (-----BEGIN PRIVATE KEY-----) found");
    }
    String kind = block.group(1);
    if (kind.equals("ENCRYPTED PRIVATE KEY") || block.group(2).contains("ENCRYPTED")) {
      throw new IllegalArgumentException(
          "the private key is encrypted; decrypt it with: openssl pkcs8 -topk8 -nocrypt");
    }
    byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(block.group(2));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the private key is not Base64 inside its PEM frame", e);
    }
    return switch (kind) {
      case "PRIVATE KEY" -> decode(der, List.of("RSA", "EC"));
      case "RSA PRIVATE KEY" -> decode(fromPkcs1(der), List.of("RSA"));
      default ->
          throw new IllegalArgumentException(
              "a key of kind \""
                  + kind
                  + "\" is not supported; convert it with: openssl pkcs8 -topk8 -nocrypt");
    };
  }

  private static PrivateKey decode(byte[] pkcs8, List<String> algorithms) {
    GeneralSecurityException last = new GeneralSecurityException("no algorithm");
    for (String algorithm : algorithms) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw new IllegalArgumentException("the private key is broken or of no known algorithm", last);
  }

  private static byte[] fromPkcs1(byte[] pkcs1) {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.writeBytes(RSA_HEAD);
    inner.write(0x04);
    inner.writeBytes(length(pkcs1.length));
    inner.writeBytes(pkcs1);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(0x30);
    whole.writeBytes(length(inner.size()));
    whole.writeBytes(inner.toByteArray());
    return whole.toByteArray();
  }

  private static byte[] length(int n) {
    if (n < 0x80) {
      return new byte[] {(byte) n};
    }
    if (n < 0x100) {
      return new byte[] {(byte) 0x81, (byte) n};
    }
    if (n < 0x10000) {
      return new byte[] {(byte) 0x82, (byte) (n >> 8), (byte) n};
    }
    return new byte[] {(byte) 0x83, (byte) (n >> 16), (byte) (n >> 8), (byte) n};
  }
}
