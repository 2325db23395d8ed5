package dev.pacer.simulator.mesos;

import dev.pacer.simulator.offer.Offer;

/** An offer in flight. */
record OfferRecord(Offer offer, Resources resources) {
  String id() {
    return offer.id();
  }
}
