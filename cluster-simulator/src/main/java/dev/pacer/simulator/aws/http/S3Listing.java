package dev.pacer.simulator.aws.http;

import dev.pacer.simulator.aws.s3.StoredObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A page of a bucket: objects, and what keys share up to a delimiter rolled into one entry each.
 *
 * @param nextAfter where the next page starts, where there is one
 */
record S3Listing(
    List<StoredObject> objects, Set<String> commonPrefixes, Optional<String> nextAfter) {

  static S3Listing of(
      List<StoredObject> all, String prefix, String delimiter, int size, String after) {
    List<StoredObject> objects = new ArrayList<>();
    Set<String> common = new LinkedHashSet<>();
    String last = after;
    for (StoredObject object : all) {
      int cut = delimiter.isEmpty() ? -1 : object.key().indexOf(delimiter, prefix.length());
      String rolled = cut < 0 ? "" : object.key().substring(0, cut + delimiter.length());
      boolean known = common.contains(rolled) || (!rolled.isEmpty() && after.startsWith(rolled));
      if (!known && objects.size() + common.size() >= size) {
        return new S3Listing(objects, common, size == 0 ? Optional.empty() : Optional.of(last));
      }
      if (rolled.isEmpty()) {
        objects.add(object);
      } else if (!known) {
        common.add(rolled);
      }
      last = object.key();
    }
    return new S3Listing(objects, common, Optional.empty());
  }
}
