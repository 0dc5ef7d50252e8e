package together.gateway.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import together.gateway.edge.Upstream;

/** The OpenAPI document one service gives of itself. */
record ServiceDocument(Upstream service, ObjectNode document) {}
