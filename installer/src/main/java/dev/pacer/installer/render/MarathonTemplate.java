package dev.pacer.installer.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.TemplateFunction;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A package's template, run by the engine that Cosmos uses (mustache.java), without escaping for
 * HTML and without partials, which would read files.
 */
final class MarathonTemplate {
  private MarathonTemplate() {}

  /**
   * What the template prints.
   *
   * @param context the merged options with the resources over them
   * @param raw strings go in raw for triple tags and outside of quotes, as before May 2017
   * @throws TemplateException when it cannot be compiled or run
   */
  static String render(String template, ObjectNode context, boolean raw) {
    Map<String, @Nullable Object> values = new ContextValues(raw).map(context);
    values.put("asJson", asJson(context));
    RenderedText text = new RenderedText();
    try {
      new Engine(raw).compile(new StringReader(template), "template").execute(text, values);
      return text.toString();
    } catch (MustacheException e) {
      throw new TemplateException(reason(e));
    } catch (StackOverflowError e) {
      throw new TemplateException("it is nested too deeply, or calls itself without end");
    } catch (TemplateException e) {
      throw e;
    } catch (RuntimeException e) {
      // Reflection on values that Java does not open.
      throw new TemplateException(String.valueOf(e.getMessage()));
    }
  }

  /** The raw text of an option at the top, run as a template; null for what is not text. */
  private static TemplateFunction asJson(ObjectNode context) {
    return name -> {
      JsonNode value = name == null ? null : context.get(name);
      return value != null && value.isTextual() ? value.textValue() : "null";
    };
  }

  private static String reason(MustacheException e) {
    Throwable deepest = e;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage());
  }

  private static final class Engine extends DefaultMustacheFactory {
    private final boolean raw;

    Engine(boolean raw) {
      super(name -> null);
      this.raw = raw;
    }

    @Override
    public void encode(String value, Writer writer) {
      try {
        boolean quoted = raw && writer instanceof RenderedText text && text.inString();
        writer.write(quoted ? JsonEscapes.escape(value) : value);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
