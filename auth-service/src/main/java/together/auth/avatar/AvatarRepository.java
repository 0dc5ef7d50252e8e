package together.auth.avatar;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import together.platform.image.Icon;

/** Pictures of users. Changes are made under the user's row lock. */
@ApplicationScoped
class AvatarRepository implements PanacheRepositoryBase<Avatar, AvatarKey> {
  /** Only the picture that the user has now. */
  Optional<Avatar> find(long userId, String hash, int size) {
    return find("userId = ?1 and hash = ?2 and size = ?3", userId, hash, size)
        .firstResultOptional();
  }

  /** Null: none from now on. */
  void replace(long userId, @Nullable Icon icon) {
    delete("userId", userId);
    if (icon != null) {
      icon.images().forEach(image -> persist(new Avatar(userId, icon.hash(), image)));
    }
  }
}
