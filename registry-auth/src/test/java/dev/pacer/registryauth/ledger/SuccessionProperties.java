package dev.pacer.registryauth.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.cluster.Secret;
import dev.pacer.registryauth.credential.Credential;
import dev.pacer.registryauth.credential.CredentialSet;
import dev.pacer.registryauth.credential.Login;
import dev.pacer.registryauth.credential.RegistryName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SuccessionProperties {

  private static final RegistryName REGISTRY = new RegistryName("registry.example");
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  /** Proven credentials that end, in any order of arrival from any writers. */
  @Provide
  Arbitrary<List<Credential>> arrivals() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 1_000), Arbitraries.integers().between(1, 2_000))
        .as(
            (issued, life) -> {
              Instant at = NOW.minusSeconds(issued);
              return new Credential(
                  new Login("u", new Secret("fake" + issued + "x" + life)),
                  at,
                  Optional.of(at.plusSeconds(life)),
                  true);
            })
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Property
  void whateverTheOrderOfArrivalTheOneThatEndsLastIsThere(
      @ForAll("arrivals") List<Credential> arrivals) {
    Map<RegistryName, Login> there = Map.of();
    Ledger ledger = Ledger.EMPTY;
    for (Credential credential : arrivals) {
      Succession next =
          Succession.decide(
              new CredentialSet(Map.of(REGISTRY, credential)), List.of(there), ledger, NOW);
      there = next.logins();
      // What is read back is what the next writer goes by.
      ledger = LedgerJson.read(LedgerJson.write(next.ledger()));
      assertThat(ledger).isEqualTo(next.ledger());
    }
    Login held = there.get(REGISTRY);
    Instant last =
        arrivals.stream()
            .map(credential -> credential.expiresAt().orElseThrow())
            .max(Instant::compareTo)
            .orElseThrow();
    assertThat(arrivals)
        .anySatisfy(
            credential -> {
              assertThat(credential.login()).isEqualTo(held);
              assertThat(credential.expiresAt()).contains(last);
            });
  }

  @Property
  void theLedgerKnowsWhatIsThereAndWhatShallBeAsACrashMayLeaveEither(
      @ForAll("arrivals") List<Credential> arrivals) {
    Map<RegistryName, Login> there = Map.of();
    Ledger ledger = Ledger.EMPTY;
    for (Credential credential : arrivals) {
      Succession next =
          Succession.decide(
              new CredentialSet(Map.of(REGISTRY, credential)), List.of(there), ledger, NOW);
      ledger = next.ledger();
      for (Login login : there.values()) {
        assertThat(ledger.of(REGISTRY, login)).isPresent();
      }
      assertThat(ledger.of(REGISTRY, credential.login())).isPresent();
      assertThat(ledger.generations().getOrDefault(REGISTRY, Map.of())).hasSizeLessThanOrEqualTo(2);
      there = next.logins();
    }
  }
}
