package dev.pacer.registryauth.target;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file cannot be written safely, or at all; the message says where, why and the mend. */
public final class UnsafePlaceException extends IOException {
  private static final long serialVersionUID = 1L;

  UnsafePlaceException(String what, String mend) {
    this(what, mend, null);
  }

  UnsafePlaceException(String what, String mend, @Nullable Throwable cause) {
    super("%s. %s.".formatted(what, mend), cause);
  }
}
