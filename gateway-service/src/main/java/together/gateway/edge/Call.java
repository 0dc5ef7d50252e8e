package together.gateway.edge;

import io.vertx.ext.web.RoutingContext;
import together.gateway.edge.Peers.Peer;

/**
 * A request the edge let in.
 *
 * @param context the request and its answer
 * @param route where it goes
 * @param requestId its name
 * @param peer where it comes from
 */
record Call(RoutingContext context, Route route, String requestId, Peer peer) {}
