package together.gateway.session;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import together.gateway.audience.GuildAudience;
import together.gateway.audience.GuildView;
import together.gateway.audience.GuildViews;
import together.gateway.audience.SharedFrames;
import together.gateway.audience.Subscriber;
import together.gateway.frame.WireFrames;
import together.gateway.log.Log;
import together.gateway.log.LogEntry;
import together.gateway.presence.PresenceFanOut;
import together.proto.MemberProfile;
import together.proto.SessionRevoked;

/** Whom of one event loop's sessions a log entry goes to. Confined to the event loop. */
final class Audiences {
  private final GuildViews views;
  private final SessionMeters meters;
  private final PrivateAudiences privates = new PrivateAudiences();
  private final Friends friends = new Friends();
  private final Map<Long, GuildAudience> guilds = new HashMap<>();
  private final Map<Long, Set<Session>> users = new HashMap<>();

  Audiences(GuildViews views, SessionMeters meters) {
    this.views = views;
    this.meters = meters;
  }

  // ---- who is here

  void identified(Session session) {
    users.computeIfAbsent(session.userId(), id -> new LinkedHashSet<>()).add(session);
  }

  void closed(Session session) {
    var own = users.get(session.userId());
    if (own != null) {
      own.remove(session);
      if (own.isEmpty()) {
        users.remove(session.userId());
      }
    }
  }

  /** Puts a member into its guild; events up to the given sequences are in its client's state. */
  void seat(Session session, LoadedGuild loaded, Contained contained) {
    var view = loaded.view();
    var guild = guilds.computeIfAbsent(view.id(), id -> new GuildAudience(view, views));
    guild.learn(loaded.voices());
    guild.join(session, view, loaded.member(), contained.revision(), contained.voiceSeq());
  }

  void unseat(Session session, long guildId) {
    var guild = guilds.get(guildId);
    if (guild != null) {
      guild.leave(session);
      if (guild.isEmpty()) {
        guilds.remove(guildId);
      }
    }
  }

  PrivateAudiences privates() {
    return privates;
  }

  Friends friends() {
    return friends;
  }

  /** Everyone who shares a private channel, or is friends, with somebody here. Of any thread. */
  Set<Long> partners() {
    var partners = new HashSet<>(privates.users());
    partners.addAll(friends.users());
    return partners;
  }

  /** Whether the user is one of these. Of any thread. */
  boolean isPartner(long userId) {
    return privates.users().contains(userId) || friends.users().contains(userId);
  }

  /** Live sessions of others who share a private channel, or are friends, with the user. */
  private Set<Session> partnersOf(long userId) {
    var sessions = privates.partnersOf(userId);
    friends.of(userId).stream().filter(Session::isLive).forEach(sessions::add);
    return sessions;
  }

  /** Whether the guild was told to be newer than what this event loop knows of it. */
  boolean isBehind(GuildView view) {
    var guild = guilds.get(view.id());
    return guild != null && guild.isBehind(view);
  }

  /** Nobody gets an event under a view older than the one it was allowed at. */
  boolean haveReached(LogEntry entry) {
    if (entry.log() != Log.MESSAGE && entry.log() != Log.VOICE) {
      return true;
    }
    if (entry.guildId() == 0) {
      return privates.hasReached(entry);
    }
    var guild = guilds.get(entry.guildId());
    return guild == null || guild.hasReached(entry.revision());
  }

  /** Every session in the guild loads it anew; the view starts afresh with the first of them. */
  void refreshAll(long guildId) {
    meters.gap();
    var guild = guilds.remove(guildId);
    if (guild != null) {
      for (var subscriber : guild.subscribers()) {
        subscriber.refresh(guildId);
      }
    }
  }

  /** Every session in the guild or private channel of the event loads it anew. */
  void refreshAll(LogEntry entry) {
    if (entry.guildId() == 0) {
      meters.gap();
      privates.clear(entry.channelId()).forEach(session -> session.refresh(entry.channelId()));
    } else {
      refreshAll(entry.guildId());
    }
  }

  private List<Session> liveSessions(long userId) {
    return users.getOrDefault(userId, Set.of()).stream().filter(Session::isLive).toList();
  }

  // ---- live

  /**
   * Whether {@link #deliver} may do anything for the entry; told by its headers alone. What it says
   * of a guild is of the guilds whose members' sockets are here, or of who joins one.
   */
  boolean concerns(LogEntry entry) {
    return switch (entry.log()) {
      case GUILD -> true;
      case USER -> users.containsKey(entry.userId());
      case MESSAGE ->
          guilds.containsKey(entry.guildId())
              || (entry.guildId() == 0 && privates.isHere(entry.channelId()))
              || (Entries.isForOneUser(entry) && users.containsKey(entry.userId()));
      case VOICE -> guilds.containsKey(entry.guildId());
    };
  }

  /** To every live session it concerns. */
  void deliver(LogEntry entry) {
    try (var frames = new SharedFrames(Wire.ALLOCATOR, entry)) {
      switch (entry.log()) {
        case GUILD -> guildEntry(entry, frames);
        case USER -> {
          var event = entry.userEvent();
          if (event.hasSessionRevoke()) {
            revoke(entry.userId(), event.getSessionRevoke());
          }
          liveSessions(entry.userId()).forEach(session -> userEntry(entry, frames, session));
        }
        case MESSAGE -> messageEntry(entry, frames);
        case VOICE -> {
          var guild = guilds.get(entry.guildId());
          if (guild != null) {
            guild.voice(entry, frames);
          }
        }
      }
    }
  }

  private void guildEntry(LogEntry entry, SharedFrames frames) {
    if (entry.guildEvent().hasPrivateChannel()) {
      var event = entry.guildEvent();
      var added = privates.advance(event);
      for (long user : PrivateAudiences.concerned(event)) {
        liveSessions(user).forEach(session -> privates.change(event, added, frames, session));
      }
      return;
    }
    if (entry.guildEvent().hasMemberProfile()) {
      acquainted(entry.guildEvent().getMemberProfile()).forEach(frames::sendEvent);
      return;
    }
    for (var session : liveSessions(Entries.leaver(entry.guildEvent()))) {
      if (!session.isIn(entry.guildId()) && session.endings().isNews(entry.guildId())) {
        frames.sendGuildDelete(session, entry.guildId());
      }
    }
    var guild = guilds.get(entry.guildId());
    if (guild != null && !guild.guild(entry, frames)) {
      refreshAll(entry.guildId());
    }
    for (var session : joining(entry)) {
      if (session.isLive() && !session.isIn(entry.guildId())) {
        session.refresh(entry.guildId());
      }
    }
  }

  /**
   * Live sessions of others who share a guild or private channel, or are friends, with the user,
   * each once: of all guilds only those whose members' sockets are here are gone through.
   */
  private Set<Subscriber> acquainted(MemberProfile profile) {
    long user = profile.getUser().getId();
    var sessions = new LinkedHashSet<Subscriber>(partnersOf(user));
    for (long guildId : profile.getGuildIdsList()) {
      var guild = guilds.get(guildId);
      if (guild != null) {
        sessions.addAll(guild.subscribers());
      }
    }
    // The user's own were told by the user log.
    sessions.removeIf(session -> session.userId() == user || !session.isLive());
    return sessions;
  }

  private boolean isAcquainted(Session session, MemberProfile profile) {
    long user = profile.getUser().getId();
    return session.userId() != user
        && (privates.isPartner(session, user)
            || friends.of(user).contains(session)
            || profile.getGuildIdsList().stream().anyMatch(session::isIn));
  }

  private Set<Session> joining(LogEntry entry) {
    long user = Entries.joiner(entry.guildEvent());
    return user == 0 ? Set.of() : Set.copyOf(users.getOrDefault(user, Set.of()));
  }

  private void messageEntry(LogEntry entry, SharedFrames frames) {
    if (Entries.isForOneUser(entry)) {
      liveSessions(entry.userId()).forEach(frames::sendEvent);
      return;
    }
    if (entry.guildId() == 0) {
      privates.message(entry, frames);
      return;
    }
    var guild = guilds.get(entry.guildId());
    if (guild != null) {
      guild.message(entry, frames);
    }
  }

  /** Ends sessions at once, whatever they load or replay: nothing waits for its turn here. */
  void revoke(long userId, SessionRevoked revoked) {
    for (var session : Set.copyOf(users.getOrDefault(userId, Set.of()))) {
      session.revoked(revoked);
    }
  }

  private static void userEntry(LogEntry entry, SharedFrames frames, Session session) {
    var event = entry.userEvent();
    switch (event.getEventCase()) {
      case USER_UPDATE -> frames.sendEvent(session);
      case SESSION_REVOKE -> session.revoked(event.getSessionRevoke());
      case USER_SETTINGS_UPDATE, RELATIONSHIP_ADD, RELATIONSHIP_UPDATE, RELATIONSHIP_REMOVE ->
          session.own(event, frames);
      case USER_CREATE, USER_ERASE, EVENT_NOT_SET -> {
        // No session is older than its user, or outlives it; an unknown case is a newer writer's.
      }
    }
  }

  // ---- what no log holds

  /** To every live session of the guild, or of the user's partners; the number of them. */
  int presence(PresenceFanOut.Update update) {
    var subscribers = listeners(update);
    if (subscribers.isEmpty()) {
      return 0;
    }
    var frame = WireFrames.text(Wire.ALLOCATOR, update.frame());
    try {
      int reached = 0;
      for (var subscriber : subscribers) {
        if (subscriber.isLive()) {
          subscriber.send(frame);
          reached++;
        }
      }
      return reached;
    } finally {
      frame.release();
    }
  }

  private Collection<? extends Subscriber> listeners(PresenceFanOut.Update update) {
    if (update.guildId() == 0) {
      return partnersOf(update.userId());
    }
    var guild = guilds.get(update.guildId());
    return guild == null ? List.of() : guild.subscribers();
  }

  /** Whether the session may see the channel, by a view no older than the revision. */
  boolean mayView(Session session, long guildId, long channelId, long revision) {
    var guild = guilds.get(guildId);
    return guild != null && guild.hasReached(revision) && guild.mayView(session, channelId);
  }

  Set<Long> guildIds() {
    return Set.copyOf(guilds.keySet());
  }

  // ---- catching up

  /** To one session that catches up. */
  void replay(LogEntry entry, Session session) {
    try (var frames = new SharedFrames(Wire.ALLOCATOR, entry)) {
      switch (entry.log()) {
        case USER -> {
          if (entry.userId() == session.userId()) {
            userEntry(entry, frames, session);
          }
        }
        case MESSAGE -> {
          if (!Entries.isForOneUser(entry)) {
            replayGuild(entry, frames, session);
          } else if (entry.userId() == session.userId()) {
            frames.sendEvent(session);
          }
        }
        case GUILD, VOICE -> replayGuild(entry, frames, session);
      }
    }
  }

  private void replayOfNoGuild(LogEntry entry, SharedFrames frames, Session session) {
    if (entry.log() == Log.MESSAGE) {
      privates.message(entry, frames, session);
    } else if (entry.log() == Log.GUILD && entry.guildEvent().hasMemberProfile()) {
      if (isAcquainted(session, entry.guildEvent().getMemberProfile())) {
        frames.sendEvent(session);
      }
    } else if (entry.log() == Log.GUILD
        && PrivateAudiences.concerned(entry.guildEvent()).contains(session.userId())) {
      var added = privates.advance(entry.guildEvent());
      privates.change(entry.guildEvent(), added, frames, session);
    }
  }

  /** Of a guild that was loaded without the session's user. */
  private static void replayElsewhere(LogEntry entry, SharedFrames frames, Session session) {
    var event = entry.guildEvent();
    if (Entries.joiner(event) == session.userId()) {
      session.refresh(entry.guildId());
    } else if (Entries.leaver(event) == session.userId()
        ? session.endings().isNews(entry.guildId())
        : event.hasGuildDelete() && session.endings().isNewsForAll(entry.guildId())) {
      frames.sendGuildDelete(session, entry.guildId());
    }
  }

  private void replayGuild(LogEntry entry, SharedFrames frames, Session session) {
    if (entry.guildId() == 0) {
      replayOfNoGuild(entry, frames, session);
      return;
    }
    var guild = guilds.get(entry.guildId());
    var seat = guild == null ? null : guild.seat(session);
    if (guild == null || seat == null) {
      if (entry.log() == Log.GUILD) {
        replayElsewhere(entry, frames, session);
      }
      return;
    }
    switch (entry.log()) {
      case GUILD -> {
        if (!guild.guild(entry, frames, seat)) {
          refreshAll(entry.guildId());
        }
      }
      case MESSAGE -> guild.message(entry, frames, seat);
      case VOICE -> guild.voice(entry, frames, seat);
      case USER -> throw new IllegalArgumentException("of no guild");
    }
  }
}
