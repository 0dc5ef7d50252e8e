package together.auth.avatar;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import together.auth.AuthProblem;
import together.auth.account.Profiles;
import together.auth.account.User;
import together.platform.image.Icon;
import together.platform.image.IconImages;
import together.platform.problem.ProblemException;

/** The picture of a user. */
@ApplicationScoped
public class AvatarService {
  private final AvatarRepository avatars;
  private final Profiles profiles;
  private final IconImages images;

  AvatarService(AvatarRepository avatars, Profiles profiles, IconImages images) {
    this.avatars = avatars;
    this.profiles = profiles;
    this.images = images;
  }

  /** Nothing happens when it is the picture already. Told to everybody. */
  public User put(long userId, InputStream upload) {
    // Not inside the transaction: reading and decoding take their time.
    var icon = images.of("avatar", upload);
    return QuarkusTransaction.requiringNew().call(() -> replace(userId, icon));
  }

  /** Nothing happens when there is none. */
  @Transactional
  public void delete(long userId) {
    replace(userId, null);
  }

  private User replace(long userId, @Nullable Icon icon) {
    return profiles.picture(
        userId, icon == null ? null : icon.hash(), () -> avatars.replace(userId, icon));
  }

  /** A picture as it is served. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Picture(String media, byte[] bytes) {}

  /** For anyone who knows the hash. */
  @Transactional
  public Picture get(long userId, String hash, int size) {
    return avatars
        .find(userId, hash, size)
        .map(found -> new Picture(found.media, found.bytes))
        .orElseThrow(
            () -> new ProblemException(AuthProblem.IMAGE_NOT_FOUND, "the user has no such avatar"));
  }
}
