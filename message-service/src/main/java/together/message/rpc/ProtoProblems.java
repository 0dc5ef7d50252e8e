package together.message.rpc;

import together.platform.problem.FieldError;
import together.platform.problem.ProblemException;
import together.proto.FieldProblem;
import together.proto.Problem;

/** Problems as internal calls carry them: what REST would have answered. */
final class ProtoProblems {
  private ProtoProblems() {}

  static Problem of(ProblemException problem) {
    return Problem.newBuilder()
        .setCode(problem.type().name())
        .setTitle(problem.type().title())
        .setStatus(problem.type().status())
        .setDetail(problem.detail())
        .setRetryAfter(problem.retryAfter())
        .addAllErrors(problem.errors().stream().map(ProtoProblems::field).toList())
        .build();
  }

  private static FieldProblem field(FieldError error) {
    return FieldProblem.newBuilder()
        .setField(error.field())
        .setCode(error.code())
        .setDetail(error.detail())
        .build();
  }
}
