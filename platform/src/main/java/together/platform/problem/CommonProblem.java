package together.platform.problem;

/** Problems of the mechanism, which any route can answer. */
public enum CommonProblem implements ProblemType {
  MALFORMED_JSON(400, "The body is not the JSON this route takes"),
  BAD_REQUEST(400, "The request cannot be understood"),
  UNAUTHORIZED(401, "No valid access token"),
  FORBIDDEN(403, "The caller may not do this"),
  NOT_FOUND(404, "There is no such thing, or the caller may not see it"),
  METHOD_NOT_ALLOWED(405, "The route does not take this method"),
  NOT_ACCEPTABLE(406, "The route does not answer in this media type"),
  PAYLOAD_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The route does not take this media type"),
  VALIDATION_FAILED(422, "A field has a value it may not have"),
  RATE_LIMITED(429, "Too many requests"),
  INTERNAL_ERROR(500, "Something went wrong here"),
  DEPENDENCY_UNAVAILABLE(503, "Something this route needs does not answer; try again");

  private final int status;
  private final String title;

  CommonProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
