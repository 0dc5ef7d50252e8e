package together.bench.load;

import java.io.PrintStream;

/** One part of the bench; prints its Markdown. */
interface Phase {
  void run(Target target, PrintStream out) throws Exception;
}
