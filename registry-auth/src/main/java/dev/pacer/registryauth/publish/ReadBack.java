package dev.pacer.registryauth.publish;

import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a target was seen to hold. */
public sealed interface ReadBack {

  /** The logins that a consumer would find, of owned registries and of others. */
  record Held(Map<RegistryName, Login> logins) implements ReadBack {
    /** The logins in the order they stand. */
    public Held {
      logins = Collections.unmodifiableMap(new LinkedHashMap<>(logins));
    }
  }

  /** Nothing is published there, or what is there is no longer readable by a consumer. */
  record Nothing(String reason) implements ReadBack {}

  /** The target did not answer, so nothing is known. */
  record Unknown(String reason) implements ReadBack {}
}
