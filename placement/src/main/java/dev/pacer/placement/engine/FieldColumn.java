package dev.pacer.placement.engine;

import dev.pacer.placement.fit.Constraint;
import dev.pacer.placement.fit.KnownInstance;
import dev.pacer.placement.fit.Whereabouts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The values of one constraint field as numbers: of every room, and of known instances. */
final class FieldColumn {

  /** Stands for "has no value". */
  static final int MISSING = -1;

  private final String field;
  private final boolean perRoom;
  private final RoomTable table;
  private final Map<String, Integer> numbers = new HashMap<>();

  /** Per room for a host's name, else per signature. */
  private final int[] values;

  FieldColumn(String field, RoomTable table) {
    this.field = field;
    this.table = table;
    this.perRoom = isPerRoom(field);
    values = new int[perRoom ? table.size() : table.signatures().count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(where(i).value(field));
    }
  }

  private Whereabouts where(int index) {
    return perRoom ? table.given(index).where() : table.signatures().prototype(index).where();
  }

  static boolean isPerRoom(String field) {
    return field.equals("hostname") || field.equals("@hostname");
  }

  static boolean isPerRoom(Constraint constraint) {
    return isPerRoom(constraint.field());
  }

  int ofRoom(int room) {
    return values[perRoom ? room : table.signatures().of(room)];
  }

  boolean isPerRoom() {
    return perRoom;
  }

  int ofSignature(int signature) {
    return values[signature];
  }

  int of(KnownInstance instance) {
    return number(instance.value(field));
  }

  private int number(Optional<String> value) {
    if (value.isEmpty()) {
      return MISSING;
    }
    Integer known = numbers.get(value.get());
    if (known == null) {
      known = numbers.size();
      numbers.put(value.get(), known);
    }
    return known;
  }
}
