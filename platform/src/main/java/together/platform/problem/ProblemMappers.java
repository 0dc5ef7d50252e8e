package together.platform.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.grpc.StatusRuntimeException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import together.platform.id.IdsUnavailableException;
import together.platform.security.KeysUnavailableException;

/**
 * Turns whatever a route throws into a problem; never shows a class name, SQL or a stack to a
 * client.
 */
@Singleton
public class ProblemMappers {
  private static final Logger log = Logger.getLogger(ProblemMappers.class);
  public static final String REQUEST_ID = "X-Request-Id";

  @ServerExceptionMapper
  Response problem(ProblemException e, ContainerRequestContext request) {
    var response = answer(e.type(), e.detail(), e.errors(), request);
    if (e.retryAfter() > 0) {
      response.getHeaders().putSingle("Retry-After", Integer.toString(e.retryAfter()));
    }
    return response;
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  Response unauthorized(SecurityException e, ContainerRequestContext request) {
    return answer(CommonProblem.UNAUTHORIZED, "a valid access token is needed", List.of(), request);
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException e, ContainerRequestContext request) {
    return answer(CommonProblem.FORBIDDEN, "not allowed", List.of(), request);
  }

  @ServerExceptionMapper
  Response invalid(ConstraintViolationException e, ContainerRequestContext request) {
    var errors =
        e.getConstraintViolations().stream()
            .map(violation ->
                new FieldError(
                    FieldNames.snakeCase(lastNode(violation.getPropertyPath())),
                    FieldNames.code(violation.getConstraintDescriptor().getAnnotation()),
                    violation.getMessage()))
            .toList();
    var detail =
        errors.stream()
            .map(error -> error.field() + " " + error.detail())
            .collect(Collectors.joining("; "));
    return answer(CommonProblem.VALIDATION_FAILED, detail, errors, request);
  }

  // Named twice because Quarkus has a mapper of its own for the second, which would win.
  @ServerExceptionMapper({JacksonException.class, MismatchedInputException.class})
  Response malformed(JacksonException e, ContainerRequestContext request) {
    // JSON that ends or breaks within a field has a path too, but is no mismatch.
    if (e instanceof MismatchedInputException mapping && !mapping.getPath().isEmpty()) {
      var field =
          mapping.getPath().stream()
              .map(part ->
                  part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
              .collect(Collectors.joining("."));
      var detail = "has a value of the wrong type";
      return answer(
          CommonProblem.VALIDATION_FAILED,
          field + " " + detail,
          List.of(new FieldError(field, "WRONG_TYPE", detail)),
          request);
    }
    return answer(
        CommonProblem.MALFORMED_JSON,
        "the body is not the JSON this route takes",
        List.of(),
        request);
  }

  @ServerExceptionMapper
  Response framework(WebApplicationException e, ContainerRequestContext request) {
    if (e.getCause() instanceof JacksonException malformed) {
      return malformed(malformed, request);
    }
    var type =
        switch (e.getResponse().getStatus()) {
          case 401 -> CommonProblem.UNAUTHORIZED;
          case 403 -> CommonProblem.FORBIDDEN;
          case 404 -> CommonProblem.NOT_FOUND;
          case 405 -> CommonProblem.METHOD_NOT_ALLOWED;
          case 406 -> CommonProblem.NOT_ACCEPTABLE;
          case 413 -> CommonProblem.PAYLOAD_TOO_LARGE;
          case 415 -> CommonProblem.UNSUPPORTED_MEDIA_TYPE;
          case 422 -> CommonProblem.VALIDATION_FAILED;
          case 429 -> CommonProblem.RATE_LIMITED;
          case 503 -> CommonProblem.DEPENDENCY_UNAVAILABLE;
          default ->
              e.getResponse().getStatus() < 500
                  ? CommonProblem.BAD_REQUEST
                  : CommonProblem.INTERNAL_ERROR;
        };
    return answer(type, type.title(), List.of(), request);
  }

  @ServerExceptionMapper
  Response anything(Throwable e, ContainerRequestContext request, HttpServerRequest http)
      throws IOException {
    if (http.response().headWritten()) {
      throw brokenOff(e, request, http);
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException problem) {
        return problem(problem, request);
      }
      if (isDependencyDown(cause)) {
        log.warnf("%s: %s", request.getUriInfo().getPath(), cause.getMessage());
        return answer(
            CommonProblem.DEPENDENCY_UNAVAILABLE,
            CommonProblem.DEPENDENCY_UNAVAILABLE.title(),
            List.of(),
            request);
      }
    }
    log.errorf(e, "%s failed", request.getUriInfo().getPath());
    return answer(
        CommonProblem.INTERNAL_ERROR, "see the request id in the log", List.of(), request);
  }

  /**
   * An answer whose head is on its way cannot become a problem any more. Its connection is closed,
   * so that whoever waits for the rest neither waits on nor takes it for whole; who has left in the
   * midst of it is no failure of ours.
   */
  private static IOException brokenOff(
      Throwable e, ContainerRequestContext request, HttpServerRequest http) {
    var path = request.getUriInfo().getPath();
    if (e instanceof IOException && http.response().closed()) {
      log.debugf("%s: the client has left: %s", path, e.getMessage());
    } else if (e instanceof IOException) {
      log.warnf("%s broke off: %s", path, e);
    } else {
      log.errorf(e, "%s broke off", path);
    }
    // Quarkus holds a body that was ended early for a whole one, and leaves its connection open.
    var _ = http.connection().close();
    // Of this kind, thrown from here, it writes no stack once more.
    return new IOException("the answer broke off", e);
  }

  /** A failure that says nothing about the request: the same one may succeed in a moment. */
  public static boolean isDependencyDown(Throwable e) {
    return switch (e) {
      case IdsUnavailableException _, KeysUnavailableException _, DependencyDownException _ -> true;
      case StatusRuntimeException call ->
          switch (call.getStatus().getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> true;
            // What gRPC says of a connection that ended within HTTP/2; a server's own INTERNAL is
            // a defect of its.
            case INTERNAL ->
                String.valueOf(call.getStatus().getDescription()).contains("closed after GOAWAY");
            default -> false;
          };
      case SQLException sql -> {
        var state = String.valueOf(sql.getSQLState());
        // 08 connection, 53 resources, 57 shutdown or time-out, 55P03 lock time-out, 40
        // serialisation or deadlock; the pool's time-out has none.
        yield state.equals("null") || state.matches("(08|53|40|57|55P03).*");
      }
      default -> e.getClass().getSimpleName().equals("CircuitBreakerOpenException");
    };
  }

  private static String lastNode(Iterable<? extends jakarta.validation.Path.Node> path) {
    return StreamSupport.stream(path.spliterator(), false)
        .reduce((first, second) -> second)
        .map(Object::toString)
        .orElse("");
  }

  private static Response answer(
      ProblemType type, String detail, List<FieldError> errors, ContainerRequestContext request) {
    var response =
        Response.status(type.status())
            .type(ProblemView.MEDIA_TYPE)
            .entity(ProblemView.of(type, detail, errors, request.getHeaderString(REQUEST_ID)));
    if (type.status() == 503 || type.status() == 429) {
      response.header("Retry-After", "1");
    }
    if (type.status() == 401) {
      response.header("WWW-Authenticate", "Bearer");
    }
    return response.build();
  }
}
