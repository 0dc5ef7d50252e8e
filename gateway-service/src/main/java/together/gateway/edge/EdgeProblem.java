package together.gateway.edge;

import together.platform.problem.ProblemType;

/** Problems only the edge finds. */
public enum EdgeProblem implements ProblemType {
  REQUEST_TIMEOUT(408, "The body did not arrive in time"),
  UPGRADE_REQUIRED(426, "This route takes WebSocket upgrades only"),
  TOO_MANY_HEADERS(431, "The request has too many headers"),
  TOO_BUSY(503, "Too many requests of this kind are under way");

  private final int status;
  private final String title;

  EdgeProblem(int status, String title) {
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
