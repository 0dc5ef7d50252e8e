package together.gateway.edge;

import java.util.List;
import together.platform.problem.ProblemException;

/** What the route table says to a method and a path. */
public sealed interface RouteMatch {
  /** There is such a route. */
  record Found(Route route) implements RouteMatch {}

  /** The path exists, but not with this method; with {@code allowed}, sorted. */
  record WrongMethod(List<String> allowed) implements RouteMatch {}

  /** Nothing public is there. */
  record Missing() implements RouteMatch {}

  /** The request's own form keeps it out, whatever the table holds. */
  record Refused(ProblemException problem) implements RouteMatch {}
}
