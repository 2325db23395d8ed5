package dev.pacer.simulator.aws;

import dev.pacer.simulator.aws.account.Access;
import dev.pacer.simulator.aws.account.AwsError;
import dev.pacer.simulator.aws.account.AwsProtocol;
import dev.pacer.simulator.aws.account.Caller;
import dev.pacer.simulator.aws.account.ReadLag;
import dev.pacer.simulator.aws.account.RefusedCalls;
import dev.pacer.simulator.aws.account.Throttles;
import dev.pacer.simulator.kernel.Call;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.FaultRules;
import dev.pacer.simulator.kernel.Simulation;
import java.time.Instant;
import java.util.Optional;

/**
 * What every call passes, through either face, before it is acted on: faults, credentials,
 * permissions, throttles; and how far back a read looks.
 */
public final class CallGate {

  /**
   * With what a call is signed.
   *
   * @param accessKey absent when it is not signed
   * @param sessionToken of temporary credentials
   */
  public record Credentials(Optional<String> accessKey, Optional<String> sessionToken) {
    @Override
    public String toString() {
      return "credentials of " + accessKey.orElse("nobody");
    }
  }

  /**
   * What becomes of a call.
   *
   * @param fault {@code Delay}, {@code Drop}, {@code Partition} or {@code Garble}, which the face
   *     itself must carry out
   */
  public record Passage(Optional<Fault> fault) {

    /** The connection ends, and nothing is acted on. */
    public boolean cutBefore() {
      return fault
          .map(
              bad ->
                  bad instanceof Fault.Partition
                      || (bad instanceof Fault.Drop drop && !drop.acted()))
          .orElse(false);
    }
  }

  private final Simulation simulation;
  private final FaultRules faults;
  private final Access access;
  private final Throttles throttles;
  private ReadLag readLag;

  CallGate(
      Simulation simulation,
      FaultRules faults,
      Access access,
      Throttles throttles,
      ReadLag readLag) {
    this.simulation = simulation;
    this.faults = faults;
    this.access = access;
    this.throttles = throttles;
    this.readLag = readLag;
  }

  /** Changes how far reads lag from now on. */
  public void readLag(ReadLag next) {
    readLag = next;
  }

  /** Asks the fault rules, once per call, what is to go wrong with it. */
  public Passage open(Call call) {
    return new Passage(faults.next(call));
  }

  /** What is done for a caller who was let in. */
  @FunctionalInterface
  public interface Deed<T> {
    /** Acts for the caller; a read looks at that moment. */
    T act(Caller caller, Instant asOf);
  }

  /**
   * Lets the caller in and acts.
   *
   * @param resource what a denial says it is about
   * @throws AwsError when a fault refuses the call, or AWS does; it is recorded
   */
  public <T> T run(
      Call call, Passage passage, Credentials credentials, String resource, Deed<T> deed) {
    try {
      return deed.act(admit(call, passage, credentials, resource), asOf(passage));
    } catch (AwsError error) {
      simulation.record(
          "aws",
          "refused %s %s %s: %s %s"
              .formatted(
                  call.service(), call.operation(), call.subject(), error.code(), error.message()));
      throw error;
    }
  }

  private Caller admit(Call call, Passage passage, Credentials credentials, String resource) {
    AwsProtocol protocol = AwsProtocol.of(call.service());
    if (passage.fault().isPresent() && passage.fault().get() instanceof Fault.Refuse refuse) {
      throw RefusedCalls.error(refuse, protocol);
    }
    Caller caller =
        access.authenticate(credentials.accessKey(), credentials.sessionToken(), protocol);
    access.authorize(caller, call.service(), call.operation(), resource, protocol);
    if (!throttles.admits(call.service(), call.operation())) {
      throw protocol.throttled();
    }
    return caller;
  }

  /** The moment as of which a read is answered. */
  private Instant asOf(Passage passage) {
    Instant now = simulation.instant();
    if (passage.fault().isPresent() && passage.fault().get() instanceof Fault.Stale stale) {
      return now.minus(simulation.scaled(stale.by()));
    }
    return readLag.equals(ReadLag.NONE)
        ? now
        : now.minus(simulation.scaled(readLag.draw(simulation.chance("aws:lag"))));
  }
}
