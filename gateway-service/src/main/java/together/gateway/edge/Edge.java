package together.gateway.edge;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import together.gateway.connection.Connections;
import together.platform.problem.CommonProblem;
import together.platform.problem.ProblemException;

/**
 * The first to see every request on the public port: names it, finds its route, asks the {@link
 * Gatekeeper}, and passes it to the service or, for the gateway's own routes, on along the router.
 * Whatever is not in the {@link RouteTable} ends here, so no other route of the router is public.
 */
@ApplicationScoped
public class Edge {
  private static final Logger log = Logger.getLogger(Edge.class);

  /** Before anything else that listens on the router. */
  static final int ORDER = -100_000;

  private final RouteTable routes;
  private final Peers peers;
  private final Gatekeeper gatekeeper;
  private final EdgeProxy proxy;
  private final Answers answers;
  private final Manners manners;

  public Edge(
      RouteTable routes,
      Peers peers,
      Gatekeeper gatekeeper,
      EdgeProxy proxy,
      Answers answers,
      Manners manners) {
    this.routes = routes;
    this.peers = peers;
    this.gatekeeper = gatekeeper;
    this.proxy = proxy;
    this.answers = answers;
    this.manners = manners;
  }

  void register(@Observes Router router) {
    router.route().order(ORDER).handler(this::handle).failureHandler(this::failed);
  }

  /** What nobody foresaw, here or in a route further on. */
  private void failed(RoutingContext context) {
    if (context.failure() == null && context.statusCode() < 500) {
      // The router itself: a target that is no path.
      answers.problem(context, CommonProblem.BAD_REQUEST, "the path is not in its plain form");
      return;
    }
    log.errorf(context.failure(), "%s failed", context.request().path());
    if (context.response().headWritten()) {
      context.response().reset();
    } else {
      answers.problem(context, CommonProblem.INTERNAL_ERROR, "see the request id in the log");
    }
  }

  private void handle(RoutingContext context) {
    var request = context.request();
    var requestId = RequestIds.accept(request.getHeader(RequestIds.HEADER));
    context.response().putHeader(RequestIds.HEADER, requestId);
    MDC.put("requestId", requestId);
    var peer = peers.of(request);
    var match = match(request);
    if (match instanceof RouteMatch.Found(var route) && isOwnSocket(route)) {
      // No handler may stay behind on a socket that lives for days.
      context.next();
      return;
    }
    var found = match instanceof RouteMatch.Found(var route) ? route : null;
    var visit = new Visit(found, request.method().name(), requestId);
    Connections.asked(context);
    manners.observe(context, visit, peer);
    switch (match) {
      case RouteMatch.Found(var route) -> pass(new Call(context, route, requestId, peer), visit);
      case RouteMatch.WrongMethod(var allowed) -> refuseMethod(context, allowed);
      case RouteMatch.Missing() ->
          answers.problem(context, CommonProblem.NOT_FOUND, "there is no such route");
      case RouteMatch.Refused(var problem) -> answers.problem(context, problem);
    }
  }

  private RouteMatch match(HttpServerRequest request) {
    try {
      var path = request.path();
      PathSegments.checkQuery(request.query());
      var segments = PathSegments.of(path == null ? "" : PathSegments.normal(path));
      var match = routes.match(request.method().name(), segments);
      if (match instanceof RouteMatch.Found(var route)
          && route.websocket()
          && !WebSocketTunnel.isUpgrade(request)) {
        if (request.version() != HttpVersion.HTTP_2) {
          request.response().putHeader("Upgrade", "websocket");
        }
        return new RouteMatch.Refused(
            new ProblemException(EdgeProblem.UPGRADE_REQUIRED, "this route is a WebSocket"));
      }
      return match;
    } catch (ProblemException e) {
      return new RouteMatch.Refused(e);
    }
  }

  private static boolean isOwnSocket(Route route) {
    return route.upstream() == Upstream.GATEWAY && route.websocket();
  }

  private void pass(Call call, Visit visit) {
    try {
      visit.by(gatekeeper.admit(call.context().request(), call.route(), call.peer()));
    } catch (ProblemException e) {
      answers.problem(call.context(), e);
      return;
    }
    if (call.route().upstream() == Upstream.GATEWAY) {
      call.context().next();
    } else {
      proxy.forward(call);
    }
  }

  private void refuseMethod(RoutingContext context, List<String> methods) {
    var response = context.response();
    var allowed = new ArrayList<>(methods);
    allowed.add("OPTIONS");
    response.putHeader("Allow", String.join(", ", allowed));
    if (context.request().method().name().equals("OPTIONS")) {
      manners.addPreflight(context, methods);
      response.setStatusCode(204).end();
    } else {
      answers.problem(
          context,
          CommonProblem.METHOD_NOT_ALLOWED,
          "this route takes " + String.join(", ", allowed));
    }
  }
}
