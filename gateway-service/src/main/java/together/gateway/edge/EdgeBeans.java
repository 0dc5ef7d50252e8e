package together.gateway.edge;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Beans that are made rather than annotated. */
@Singleton
class EdgeBeans {
  @Produces
  @Singleton
  RouteTable routes() {
    return RouteTable.ofFile();
  }
}
