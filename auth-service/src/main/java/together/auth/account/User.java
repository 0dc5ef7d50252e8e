package together.auth.account;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account. */
@Entity
@Table(name = "users")
public class User {
  @Id long id;

  @Column(nullable = false)
  String username;

  @Column(name = "username_key", nullable = false)
  String usernameKey;

  @Column(name = "username_skeleton")
  @Nullable String usernameSkeleton;

  @Column(name = "global_name")
  @Nullable String globalName;

  @Nullable String avatar;

  boolean bot;

  @Nullable String email;

  @Column(name = "pending_email")
  @Nullable String pendingEmail;

  @Column(name = "credentials_version", nullable = false)
  long credentialsVersion;

  @Column(name = "password_hash")
  @Nullable String passwordHash;

  @Column(name = "operator_made", nullable = false)
  boolean operatorMade;

  @Enumerated(EnumType.STRING)
  @Column(name = "direct_messages_from", nullable = false)
  DirectMessages directMessagesFrom;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Status status;

  @Column(name = "status_chosen_at")
  @Nullable Instant statusChosenAt;

  @Embedded @Nullable CustomStatus customStatus;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  /** When it is to be erased, unless its owner comes back; null: it is not. */
  @Column(name = "deletion_at")
  @Nullable Instant deletionAt;

  /** Since when there is no way back; null: there is one. */
  @Column(name = "closed_at")
  @Nullable Instant closedAt;

  /** Sequence of this user's events; raised by {@link #raiseRevision}. */
  long revision;

  protected User() {}

  /** A new account, at revision 1. */
  User(long id, Username name, @Nullable EmailAddress email, String passwordHash, Instant now) {
    this.id = id;
    this.username = name.text();
    this.usernameKey = name.key();
    this.usernameSkeleton = Lookalikes.skeleton(name.key());
    this.pendingEmail = email == null ? null : email.text();
    this.passwordHash = passwordHash;
    this.directMessagesFrom = DirectMessages.EVERYONE;
    this.status = Status.ONLINE;
    this.createdAt = now;
    this.revision = 1;
  }

  public long id() {
    return id;
  }

  public String username() {
    return username;
  }

  public @Nullable String globalName() {
    return globalName;
  }

  public @Nullable String avatar() {
    return avatar;
  }

  public boolean bot() {
    return bot;
  }

  public String usernameKey() {
    return usernameKey;
  }

  /** The address whose owner has followed the link sent there. */
  public @Nullable String email() {
    return email;
  }

  /** An address that a link was sent to. */
  public @Nullable String pendingEmail() {
    return pendingEmail;
  }

  public void pendingEmail(EmailAddress address) {
    pendingEmail = address.text();
  }

  /** Nobody's link confirms it any more. */
  public void forgetPendingEmail() {
    pendingEmail = null;
  }

  /** The pending address is the account's from now on. */
  public void confirmEmail() {
    email = pendingEmail;
    pendingEmail = null;
  }

  /** Raised with each new password. */
  public long credentialsVersion() {
    return credentialsVersion;
  }

  /** Another password; logins that are being checked against the old one fail. */
  public void changePassword(String hash) {
    passwordHash = hash;
    credentialsVersion++;
  }

  /** The same password at another cost. */
  public void rehash(String hash) {
    passwordHash = hash;
  }

  /** PHC string, or null when nobody can log in with a password. */
  public @Nullable String passwordHash() {
    return passwordHash;
  }

  /** Who may open a dm with this user. */
  public DirectMessages directMessagesFrom() {
    return directMessagesFrom;
  }

  /** What the user has chosen to be shown as. */
  public Status status() {
    return status;
  }

  /** When; null: never, what its sessions begin with counts. */
  public @Nullable Instant statusChosenAt() {
    return statusChosenAt;
  }

  /** What the user says of itself beside the status, unless it has expired. */
  public @Nullable CustomStatus customStatus(Instant now) {
    return customStatus != null && customStatus.holds(now) ? customStatus : null;
  }

  /** When the account is to be erased; null: it is not. */
  public @Nullable Instant deletionAt() {
    return deletionAt;
  }

  /** Whether the account is being erased, or has been. */
  public boolean isClosed() {
    return closedAt != null;
  }

  /** Null: its owner is back. Only while it is not closed. */
  public void deletionAt(@Nullable Instant moment) {
    deletionAt = moment;
  }

  /** Nobody gets into it any more, by whatever way. */
  public void close(Instant now) {
    closedAt = now;
    passwordHash = null;
    email = null;
    pendingEmail = null;
    operatorMade = false;
    credentialsVersion++;
  }

  /**
   * What is left of an account that is erased: an id that messages name. Nobody can register the
   * name, whose key no name has.
   */
  public void erase() {
    username = "deleted_user_" + id;
    usernameKey = "!" + id;
    usernameSkeleton = null;
    globalName = "Deleted user";
    avatar = null;
    directMessagesFrom = DirectMessages.FRIENDS;
    status = Status.ONLINE;
    statusChosenAt = null;
    customStatus = null;
  }

  public long revision() {
    return revision;
  }

  /**
   * The change under way is this user's next event. Only after {@link UserRepository#lock}, and
   * once per event.
   */
  public void raiseRevision() {
    revision++;
  }
}
