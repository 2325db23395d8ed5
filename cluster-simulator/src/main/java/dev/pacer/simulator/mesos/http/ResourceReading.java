package dev.pacer.simulator.mesos.http;

import dev.pacer.simulator.offer.Resource;
import dev.pacer.simulator.offer.Resource.Range;
import dev.pacer.simulator.offer.Resource.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads resources in the protobuf form. */
final class ResourceReading {

  private ResourceReading() {}

  static List<Resource> list(Object json) throws Fields.ConversionException {
    if (!(json instanceof List<?> items)) {
      throw new Fields.ConversionException("Unexpected JSON type parsed");
    }
    List<Fields> fields = new ArrayList<>();
    for (Object item : items) {
      fields.add(Fields.of(item));
    }
    return list(fields);
  }

  static List<Resource> list(List<Fields> items) throws Fields.ConversionException {
    List<Resource> resources = new ArrayList<>();
    for (Fields item : items) {
      resources.add(one(item));
    }
    return resources;
  }

  private static Resource one(Fields fields) throws Fields.ConversionException {
    List<Fields> stack = fields.messages("reservations");
    String role = fields.string("role").orElse("*");
    Resource.Reservation reservation = null;
    if (!stack.isEmpty()) {
      Fields top = stack.get(stack.size() - 1);
      role = top.requireString("role");
      if (top.string("type").orElse("").equals("DYNAMIC")) {
        reservation = new Resource.Reservation(top.string("principal").orElse(""), labels(top));
      }
    } else if (fields.has("reservation")) {
      Fields dynamic = fields.requireMessage("reservation");
      reservation =
          new Resource.Reservation(dynamic.string("principal").orElse(""), labels(dynamic));
    }
    return new Resource(
        fields.requireString("name"), value(fields), role, reservation, disk(fields));
  }

  private static Map<String, String> labels(Fields reservation) throws Fields.ConversionException {
    Map<String, String> labels = new LinkedHashMap<>();
    Optional<Fields> message = reservation.message("labels");
    if (message.isPresent()) {
      for (Fields label : message.get().messages("labels")) {
        labels.put(label.requireString("key"), label.string("value").orElse(""));
      }
    }
    return labels;
  }

  private static Value value(Fields fields) throws Fields.ConversionException {
    String type = fields.requireString("type");
    if (type.equals("SCALAR")) {
      return new Value.Scalar(fields.requireMessage("scalar").requireNumber("value"));
    }
    if (type.equals("RANGES")) {
      List<Range> ranges = new ArrayList<>();
      for (Fields range : fields.requireMessage("ranges").messages("range")) {
        ranges.add(
            new Range(
                range.requireNumber("begin").longValue(), range.requireNumber("end").longValue()));
      }
      return new Value.Ranges(ranges);
    }
    return new Value.Items(new LinkedHashSet<>(fields.requireMessage("set").strings("item")));
  }

  private static Resource.@Nullable Disk disk(Fields fields) throws Fields.ConversionException {
    Optional<Fields> disk = fields.message("disk");
    if (disk.isEmpty()) {
      return null;
    }
    Optional<Fields> persistence = disk.get().message("persistence");
    Optional<Fields> volume = disk.get().message("volume");
    Optional<Fields> source = disk.get().message("source");
    String kind = source.isEmpty() ? "ROOT" : source.get().string("type").orElse("ROOT");
    String root = "";
    if (source.isPresent()) {
      Optional<Fields> place = source.get().message(kind.equals("PATH") ? "path" : "mount");
      root = place.isEmpty() ? "" : place.get().string("root").orElse("");
    }
    return new Resource.Disk(
        kind,
        root,
        persistence.isEmpty() ? "" : persistence.get().requireString("id"),
        volume.isEmpty() ? "" : volume.get().string("container_path").orElse(""));
  }
}
