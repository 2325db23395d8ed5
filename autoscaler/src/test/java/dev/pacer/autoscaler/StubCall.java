package dev.pacer.autoscaler;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A port of which a test answers only some calls; any other call fails the test. */
final class StubCall {

  private StubCall() {}

  /** Calls go to the handler's method of the same name and parameters, else fail. */
  static <T> T stub(Class<T> port, Object handler) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> call(proxy, handler, method, arguments)));
  }

  private static Object call(Object proxy, Object handler, Method method, Object[] arguments)
      throws Throwable {
    try {
      Method own =
          handler.getClass().getDeclaredMethod(method.getName(), method.getParameterTypes());
      own.setAccessible(true);
      return own.invoke(handler, arguments);
    } catch (NoSuchMethodException e) {
      if (method.isDefault()) {
        return java.lang.reflect.InvocationHandler.invokeDefault(proxy, method, arguments);
      }
      throw new AssertionError("no test expects a call of " + method, e);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
