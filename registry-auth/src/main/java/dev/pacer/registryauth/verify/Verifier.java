package dev.pacer.registryauth.verify;

import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import dev.pacer.registryauth.verdict.Finding;

/** Asks registries about logins. A failure is a finding, never an exception. Ends within 30 s. */
public interface Verifier {

  /** What the registry says of the login now. */
  Finding verify(RegistryName registry, Login login);
}
