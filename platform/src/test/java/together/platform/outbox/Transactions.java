package together.platform.outbox;

import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import together.platform.testing.TestPlatform;

/** A service's transactions: the real pool and the real transaction manager. */
final class Transactions implements AutoCloseable {
  private final TransactionManager manager;
  private final TransactionSynchronizationRegistry registry =
      new TransactionSynchronizationRegistryImple();
  private final AgroalDataSource pool;

  Transactions(String url, Path objectStore) throws SQLException {
    BeanPopulator.getDefaultInstance(ObjectStoreEnvironmentBean.class)
        .setObjectStoreDir(objectStore.toString());
    manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
    pool =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(connections ->
                    connections
                        .maxSize(4)
                        .transactionIntegration(
                            new NarayanaTransactionIntegration(manager, registry))
                        .connectionFactoryConfiguration(factory ->
                            factory
                                .jdbcUrl(url)
                                .principal(new NamePrincipal("postgres"))
                                .credential(new SimplePassword(TestPlatform.PASSWORD)))));
  }

  Outbox outbox(OutboxRelay relay) {
    return new Outbox(pool, registry, relay, Replica.SHARDS);
  }

  void commit(Runnable work) throws Exception {
    manager.begin();
    work.run();
    manager.commit();
  }

  void rollBack(Runnable work) throws Exception {
    manager.begin();
    work.run();
    manager.rollback();
  }

  @Override
  public void close() {
    pool.close();
  }
}
