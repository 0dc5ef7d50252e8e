package together.guild.database;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/** Transactions whose work may find that it has nothing to keep. */
@ApplicationScoped
public class Transactions {
  /** Runs the work in a transaction of its own. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public <T> T run(Supplier<T> work) {
    return work.get();
  }

  /** Within the work: nothing of it is kept. */
  public void undo() {
    QuarkusTransaction.setRollbackOnly();
  }
}
