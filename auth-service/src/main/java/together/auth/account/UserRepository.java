package together.auth.account;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** Accounts by id and by name. */
@ApplicationScoped
public class UserRepository implements PanacheRepositoryBase<User, Long> {
  public Optional<User> findByName(Username name) {
    return find("usernameKey", name.key()).firstResultOptional();
  }

  /** Unknown ids are left out. */
  public List<User> findAllById(List<Long> ids) {
    return list("id in ?1", ids);
  }

  /** Takes the account's row lock for the rest of the transaction. */
  public Optional<User> lock(long id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }
}
