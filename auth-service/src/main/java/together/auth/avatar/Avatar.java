package together.auth.avatar;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import together.platform.image.ScaledImage;

/** A user's picture in one size. */
@Entity
@Table(name = "avatars")
@IdClass(AvatarKey.class)
class Avatar {
  @Id
  @Column(name = "user_id")
  long userId;

  @Id int size;

  @Column(nullable = false)
  String hash;

  @Column(nullable = false)
  String media;

  @Column(nullable = false)
  byte[] bytes;

  protected Avatar() {}

  Avatar(long userId, String hash, ScaledImage image) {
    this.userId = userId;
    this.size = image.size();
    this.hash = hash;
    this.media = image.media();
    this.bytes = image.bytes();
  }
}
