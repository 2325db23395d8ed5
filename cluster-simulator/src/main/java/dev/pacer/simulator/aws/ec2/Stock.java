package dev.pacer.simulator.aws.ec2;

import dev.pacer.simulator.aws.account.Globs;
import dev.pacer.simulator.kernel.Call;
import dev.pacer.simulator.kernel.Fault;
import dev.pacer.simulator.kernel.FaultRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What EC2 has left to give. A type may be sold out in a zone, and an account has a vCPU limit.
 * Fault rules are asked once per machine wanted, as a call {@code ec2 RunInstances} about {@code
 * TYPE/ZONE/GROUP}: refuse it with {@code InsufficientInstanceCapacity}, {@code VcpuLimitExceeded}
 * or a code and text of your own.
 */
public final class Stock {

  /** What a machine is wanted for; the group is empty for none. */
  public record Wish(InstanceTypeSpec type, String zone, String group, boolean spot) {}

  /** Why it cannot be had: EC2's code and its words. */
  public record Shortage(String code, String message) {}

  private record SoldOut(String type, String zone) {}

  private final FaultRules faults;
  private final VpcNetwork network;
  private final Map<String, SoldOut> soldOut = new TreeMap<>();
  private OptionalInt vcpuLimit = OptionalInt.empty();

  public Stock(FaultRules faults, VpcNetwork network) {
    this.faults = faults;
    this.network = network;
  }

  /** Sells out a type in a zone until {@link #restock}; both may hold {@code *}. */
  public void sellOut(String type, String zone) {
    soldOut.put(type + " " + zone, new SoldOut(type, zone));
  }

  /** Takes back a {@link #sellOut} of the same words. */
  public void restock(String type, String zone) {
    soldOut.remove(type + " " + zone);
  }

  /** Limits the vCPUs of all machines alive; empty for no limit. */
  public void limitVcpus(OptionalInt limit) {
    vcpuLimit = limit;
  }

  /** Why the machine cannot be had now, if so. */
  Optional<Shortage> shortage(Wish wish, int vcpusInUse) {
    String type = wish.type().name();
    Optional<Fault> fault =
        faults.next(new Call("ec2", "RunInstances", type + "/" + wish.zone() + "/" + wish.group()));
    if (fault.isPresent() && fault.get() instanceof Fault.Refuse refuse) {
      return Optional.of(asShortage(refuse, wish));
    }
    if (isSoldOut(type, wish.zone())) {
      return Optional.of(noCapacity(wish));
    }
    if (vcpuLimit.isPresent() && vcpusInUse + wish.type().vcpus() > vcpuLimit.getAsInt()) {
      return Optional.of(vcpuLimit(vcpuLimit.getAsInt()));
    }
    return Optional.empty();
  }

  private Shortage asShortage(Fault.Refuse refuse, Wish wish) {
    if (!refuse.message().isEmpty()) {
      return new Shortage(refuse.code(), refuse.message());
    }
    return refuse.code().equals("VcpuLimitExceeded")
        ? vcpuLimit(vcpuLimit.orElse(32))
        : noCapacity(wish);
  }

  private boolean isSoldOut(String type, String zone) {
    return soldOut.values().stream()
        .anyMatch(out -> Globs.fits(out.type(), type) && Globs.fits(out.zone(), zone));
  }

  private Shortage noCapacity(Wish wish) {
    if (wish.spot()) {
      return new Shortage(
          "InsufficientInstanceCapacity",
          "There is no Spot capacity available that matches your request.");
    }
    String type = wish.type().name();
    List<String> others =
        network.zones().stream()
            .filter(zone -> !zone.equals(wish.zone()) && !isSoldOut(type, zone))
            .toList();
    String elsewhere = others.isEmpty() ? "" : " or choosing " + String.join(", ", others);
    return new Shortage(
        "InsufficientInstanceCapacity",
        ("We currently do not have sufficient %s capacity in the Availability Zone you requested"
                + " (%s). Our system will be working on provisioning additional capacity. You can"
                + " currently get %s capacity by not specifying an Availability Zone in your"
                + " request%s.")
            .formatted(type, wish.zone(), type, elsewhere));
  }

  private static Shortage vcpuLimit(int limit) {
    return new Shortage(
        "VcpuLimitExceeded",
        ("You have requested more vCPU capacity than your current vCPU limit of %d allows for the"
                + " instance bucket that the specified instance type belongs to. Please visit"
                + " http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this"
                + " limit.")
            .formatted(limit));
  }
}
