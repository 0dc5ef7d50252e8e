package together.auth.relationship;

import static java.util.Objects.requireNonNull;
import static together.auth.relationship.RelationshipType.BLOCK;
import static together.auth.relationship.RelationshipType.FRIEND;
import static together.auth.relationship.RelationshipType.INCOMING;
import static together.auth.relationship.RelationshipType.OUTGOING;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import together.auth.AuthProblem;
import together.auth.account.User;
import together.auth.account.UserRepository;
import together.platform.outbox.Outbox;
import together.platform.problem.ProblemException;

/**
 * Friends, requests to become friends, and blocks. Every change is made under the rows of both
 * users, and told to whose side it changes.
 *
 * <p>A block is never told to the one it is about: a request of theirs looks to them as if it was
 * not answered yet, and is found by nobody else.
 */
@ApplicationScoped
public class RelationshipService {
  private static final Set<RelationshipType> FRIENDS_AND_REQUESTS =
      EnumSet.of(FRIEND, INCOMING, OUTGOING);

  private final RelationshipRepository relationships;
  private final UserRepository users;
  private final RelationshipSettings settings;
  private final Outbox outbox;
  private final Clock clock;

  RelationshipService(
      RelationshipRepository relationships,
      UserRepository users,
      RelationshipSettings settings,
      Outbox outbox,
      Clock clock) {
    this.relationships = relationships;
    this.users = users;
    this.settings = settings;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** A page of a user's, by the other's id; {@code type} null: of all types. */
  @Transactional
  public List<RelationshipView> list(
      long userId, @Nullable RelationshipType type, long after, int limit) {
    var page = relationships.page(userId, type, after, limit);
    var others =
        users.findAllById(page.stream().map(one -> one.otherId).toList()).stream()
            .collect(Collectors.toMap(User::id, Function.identity()));
    return page.stream()
        .map(one -> RelationshipView.of(one, requireNonNull(others.get(one.otherId))))
        .toList();
  }

  /** Asks the other to be a friend, or accepts that they asked. Again: nothing happens. */
  @Transactional
  public RelationshipView befriend(long userId, long otherId) {
    var sides = lockThere(userId, otherId);
    switch (sides.mine()) {
      case FRIEND, OUTGOING -> {
        // It is so already.
      }
      case BLOCK -> throw new ProblemException(AuthProblem.USER_BLOCKED, "lift the block first");
      case INCOMING -> becomeFriends(sides);
      case null -> ask(sides);
    }
    return view(sides);
  }

  private void ask(Sides sides) {
    var theirs = sides.theirs();
    if (theirs == OUTGOING) {
      // They asked while they were blocked, and nobody was told.
      becomeFriends(sides);
      return;
    }
    requireRoom(sides.own(), FRIENDS_AND_REQUESTS, settings.friends());
    set(sides.own(), sides.other(), OUTGOING);
    if (theirs != BLOCK) {
      requireRoom(sides.other(), FRIENDS_AND_REQUESTS, settings.friends());
      set(sides.other(), sides.own(), INCOMING);
    }
  }

  private void becomeFriends(Sides sides) {
    set(sides.own(), sides.other(), FRIEND);
    set(sides.other(), sides.own(), FRIEND);
  }

  /** No dm, no request, no ping from the other; a friend is none any more. */
  @Transactional
  public RelationshipView block(long userId, long otherId) {
    var sides = lockThere(userId, otherId);
    if (sides.mine() != BLOCK) {
      requireRoom(sides.own(), EnumSet.of(BLOCK), settings.blocks());
      set(sides.own(), sides.other(), BLOCK);
      if (sides.theirs() == FRIEND || sides.theirs() == INCOMING) {
        clear(sides.other(), sides.own());
      }
    }
    return view(sides);
  }

  /**
   * Ends a friendship, declines or withdraws a request, lifts a block. False when there is nothing
   * between the two.
   */
  @Transactional
  public boolean remove(long userId, long otherId) {
    var sides = lock(userId, otherId);
    var mine = sides.mine();
    if (mine == null) {
      return false;
    }
    clear(sides.own(), sides.other());
    if (mine != BLOCK && sides.theirs() != null && sides.theirs() != BLOCK) {
      clear(sides.other(), sides.own());
    }
    return true;
  }

  /**
   * Ends what is between a user who leaves for good and one other, of whichever kind and side; told
   * to the other. False when there was nothing between them and anybody any more. Not inside a
   * transaction: each pair has one of its own.
   */
  public boolean sever(long userId) {
    var other = QuarkusTransaction.requiringNew().call(() -> relationships.anyOtherOf(userId));
    other.ifPresent(otherId -> QuarkusTransaction.requiringNew().run(() -> sever(userId, otherId)));
    return other.isPresent();
  }

  private void sever(long userId, long otherId) {
    var sides = lock(userId, otherId);
    if (sides.mine() != null) {
      clear(sides.own(), sides.other());
    }
    if (sides.theirs() != null) {
      clear(sides.other(), sides.own());
    }
  }

  /** Whether there is anything between the user and anybody. */
  public boolean hasAny(long userId) {
    return relationships.anyOtherOf(userId).isPresent();
  }

  // ---- the two sides

  /** As below; of an account that is being erased nobody becomes anything any more. */
  private Sides lockThere(long userId, long otherId) {
    var sides = lock(userId, otherId);
    if (sides.own().isClosed() || sides.other().isClosed()) {
      throw new ProblemException(AuthProblem.UNKNOWN_USER, "there is no user " + otherId);
    }
    return sides;
  }

  private record Sides(
      User own, User other, @Nullable RelationshipType mine, @Nullable RelationshipType theirs) {}

  /**
   * Locks both users' rows, always in the same order, so that no two changes wait for each other.
   */
  private Sides lock(long userId, long otherId) {
    if (userId == otherId) {
      throw ProblemException.invalid("user_id", "ONESELF", "must be somebody else");
    }
    var low = users.lock(Math.min(userId, otherId));
    var high = users.lock(Math.max(userId, otherId));
    if (low.isEmpty() || high.isEmpty()) {
      throw new ProblemException(AuthProblem.UNKNOWN_USER, "there is no user " + otherId);
    }
    boolean first = userId < otherId;
    return new Sides(
        first ? low.get() : high.get(),
        first ? high.get() : low.get(),
        type(userId, otherId),
        type(otherId, userId));
  }

  private @Nullable RelationshipType type(long userId, long otherId) {
    return relationships.of(userId, otherId).map(found -> found.type).orElse(null);
  }

  private RelationshipView view(Sides sides) {
    return RelationshipView.of(
        relationships.of(sides.own().id(), sides.other().id()).orElseThrow(), sides.other());
  }

  private void requireRoom(User user, Set<RelationshipType> types, int most) {
    if (relationships.count(user.id(), types) >= most) {
      throw new ProblemException(
          AuthProblem.TOO_MANY_RELATIONSHIPS, "one of the two has " + most + " already");
    }
  }

  private void set(User user, User other, RelationshipType type) {
    var known = relationships.of(user.id(), other.id());
    user.raiseRevision();
    if (known.isPresent()) {
      known.get().type = type;
      known.get().since = clock.instant();
      outbox.append(RelationshipEvents.changed(user, known.get(), other));
    } else {
      var made = new Relationship(user.id(), other.id(), type, clock.instant());
      relationships.persist(made);
      outbox.append(RelationshipEvents.added(user, made, other));
    }
  }

  private void clear(User user, User other) {
    relationships.delete(relationships.of(user.id(), other.id()).orElseThrow());
    user.raiseRevision();
    outbox.append(RelationshipEvents.removed(user, other));
  }
}
