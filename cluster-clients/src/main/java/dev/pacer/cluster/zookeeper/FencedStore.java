package dev.pacer.cluster.zookeeper;

import java.util.List;
import java.util.Optional;

/**
 * Small records that outlive a leader. Anybody may read; a leader's write is one transaction that
 * also checks the epoch it leads under, so a deposed leader's write fails as a whole.
 */
public interface FencedStore {

  /**
   * The record, empty when there is none; throws {@link dev.pacer.cluster.PeerException} when that
   * is not known.
   */
  Optional<StoredRecord> find(RecordKey key);

  /**
   * All records of a kind by id, empty when there are none; throws {@link
   * dev.pacer.cluster.PeerException} when that is not known. A leader that has taken office sees
   * every write of its predecessors.
   */
  List<StoredRecord> list(String kind);

  /** Makes all changes in one transaction, or none, under the term in office. */
  WriteOutcome write(Term term, List<Change> changes);

  /**
   * Makes all changes in one transaction, or none, with the operator's own access and whoever
   * leads; only records of kind {@link RecordKey#FREEZES}, others are an {@link
   * IllegalArgumentException}.
   */
  WriteOutcome writeFreezes(List<Change> changes);
}
