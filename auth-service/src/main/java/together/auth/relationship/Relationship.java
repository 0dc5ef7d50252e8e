package together.auth.relationship;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/** One side of what is between two users. */
@Entity
@Table(name = "relationships")
@IdClass(RelationshipKey.class)
class Relationship {
  @Id
  @Column(name = "user_id")
  long userId;

  @Id
  @Column(name = "other_id")
  long otherId;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  RelationshipType type;

  /** When it became what it is. */
  @Column(nullable = false)
  Instant since;

  protected Relationship() {}

  Relationship(long userId, long otherId, RelationshipType type, Instant since) {
    this.userId = userId;
    this.otherId = otherId;
    this.type = type;
    this.since = since;
  }
}
