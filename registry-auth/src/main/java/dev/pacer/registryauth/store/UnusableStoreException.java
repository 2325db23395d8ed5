package dev.pacer.registryauth.store;

/** A store cannot take our config.json until somebody mends it; the message says what and how. */
public final class UnusableStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableStoreException(String what, String mend) {
    super("%s. %s.".formatted(what, mend));
  }
}
