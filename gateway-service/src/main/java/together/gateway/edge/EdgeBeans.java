package together.gateway.edge;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Beans that are made rather than annotated. */
final class EdgeBeans {
  private EdgeBeans() {}

  @Produces
  @Singleton
  static RouteTable routes() {
    return RouteTable.ofFile();
  }
}
