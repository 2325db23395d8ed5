package dev.pacer.systemtests.planted;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Function;

/** A port of which one method's answers are changed. */
final class Changed {

  private Changed() {}

  /** The port, with the answers of {@code method} passed through {@code change}. */
  static <T> T answers(Class<T> port, T original, String method, Function<Object, Object> change) {
    return calls(
        port,
        original,
        method,
        arguments -> change.apply(invoke(port, original, method, arguments)));
  }

  /** The port, with calls of {@code method} answered by {@code instead}. */
  static <T> T calls(Class<T> port, T original, String method, Function<Object[], Object> instead) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                return instead.apply(arguments);
              }
              try {
                return called.invoke(original, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static Object invoke(Class<?> port, Object original, String method, Object[] arguments) {
    for (var candidate : port.getMethods()) {
      int wanted = arguments == null ? 0 : arguments.length;
      if (candidate.getName().equals(method) && candidate.getParameterCount() == wanted) {
        try {
          return candidate.invoke(original, arguments);
        } catch (InvocationTargetException e) {
          if (e.getCause() instanceof RuntimeException failure) {
            throw failure;
          }
          throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    throw new IllegalStateException("%s has no %s".formatted(port, method));
  }
}
