package dev.pacer.simulator.marathon.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@link Doc}, lists and plain values as JSON text. */
public final class JsonWriter {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonWriter() {}

  /** As Marathon's answers are written: a decimal keeps its {@code .0}. */
  public static String text(@Nullable Object value) {
    return write(value, false);
  }

  /** As events and pod statuses are written: {@code 32.0} is {@code 32}. */
  public static String shortText(@Nullable Object value) {
    return write(value, true);
  }

  private static String write(@Nullable Object value, boolean shortNumbers) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(out, value, shortNumbers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, @Nullable Object value, boolean shortNumbers)
      throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof Doc doc) {
      out.writeStartObject();
      for (Map.Entry<String, ? extends @Nullable Object> field : doc.fields().entrySet()) {
        out.writeFieldName(field.getKey());
        write(out, field.getValue(), shortNumbers);
      }
      out.writeEndObject();
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object item : list) {
        write(out, item, shortNumbers);
      }
      out.writeEndArray();
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Double number) {
      if (shortNumbers) {
        out.writeNumber(plain(BigDecimal.valueOf(number)));
      } else {
        out.writeNumber(number);
      }
    } else if (value instanceof BigDecimal number) {
      out.writeNumber(shortNumbers ? plain(number) : number.toPlainString());
    } else if (value instanceof Number number) {
      out.writeNumber(number.longValue());
    } else if (value instanceof ExplicitNull) {
      out.writeNull();
    } else {
      out.writeString(value.toString());
    }
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** A null that is written, where {@link Doc#of} would leave the field out. */
  public enum ExplicitNull {
    NULL
  }
}
