package dev.pacer.simulator.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.simulator.offer.Resource;
import dev.pacer.simulator.offer.Resource.Range;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ResourcesProperties {

  @Provide
  Arbitrary<Resources> bags() {
    Arbitrary<Resource> scalar =
        Combinators.combine(
                Arbitraries.of("cpus", "mem", "disk"),
                Arbitraries.integers().between(0, 5000),
                Arbitraries.of("*", "web"))
            .as(
                (name, milli, role) ->
                    new Resource(
                        name,
                        new Resource.Value.Scalar(BigDecimal.valueOf(milli, 3)),
                        role,
                        null,
                        null));
    Arbitrary<Resource> ports =
        Combinators.combine(
                Arbitraries.longs().between(31000, 31050), Arbitraries.longs().between(0, 10))
            .as(
                (begin, more) ->
                    new Resource(
                        "ports",
                        new Resource.Value.Ranges(List.of(new Range(begin, begin + more))),
                        "*",
                        null,
                        null));
    Arbitrary<Resource> disks =
        Arbitraries.of("sda", "sdb", "sdc")
            .map(
                item ->
                    new Resource("ssd", new Resource.Value.Items(Set.of(item)), "*", null, null));
    return Arbitraries.oneOf(scalar, ports, disks).list().ofMaxSize(6).map(Resources::of);
  }

  private static Resources apart(Resources left, Resources right) {
    // Ports and items are sets: only what does not overlap can be added and taken away again.
    return right.only(
        resource ->
            resource.value() instanceof Resource.Value.Scalar
                || left.total(resource.name()) == null);
  }

  @Property
  void whatIsAddedCanBeTakenAwayAgain(
      @ForAll("bags") Resources left, @ForAll("bags") Resources any) {
    Resources right = apart(left, any);
    Resources sum = left.plus(right);

    assertThat(sum.contains(left)).isTrue();
    assertThat(sum.contains(right)).isTrue();
    assertThat(sum.minus(right)).isEqualTo(left);
    assertThat(sum.minus(left)).isEqualTo(right);
    assertThat(sum.minus(sum)).isEqualTo(Resources.NONE);
  }

  @Property
  void aListMakesTheSameBag(@ForAll("bags") Resources bag) {
    List<Resource> reversed = new ArrayList<>(bag.list());
    Collections.reverse(reversed);

    assertThat(Resources.of(reversed)).isEqualTo(bag);
  }

  @Property
  void rolesShareTheWholeOut(@ForAll("bags") Resources bag) {
    Resources sum = bag.unreserved();
    for (String role : bag.reservedRoles()) {
      sum = sum.plus(bag.reservedFor(role));
    }

    assertThat(sum).isEqualTo(bag);
  }
}
