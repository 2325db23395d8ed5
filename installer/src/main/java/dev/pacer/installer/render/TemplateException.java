package dev.pacer.installer.render;

/** A template cannot be compiled, or does not come to an end. */
final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TemplateException(String message) {
    super(message);
  }
}
