package together.voice.state;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import together.platform.outbox.Outbox;
import together.platform.outbox.OutboxRecord;
import together.platform.problem.ProblemException;
import together.voice.VoiceProblem;

/**
 * Changes voice states, each in one transaction with its event. A user is in one channel at a time:
 * who joins leaves wherever they were, also with another session.
 */
@ApplicationScoped
public class VoiceStateService {
  private final VoiceStateRepository states;
  private final GuildSequences sequences;
  private final Outbox outbox;

  VoiceStateService(VoiceStateRepository states, GuildSequences sequences, Outbox outbox) {
    this.states = states;
    this.sequences = sequences;
    this.outbox = outbox;
  }

  /**
   * Joins, moves or changes flags; true when the user is in another channel than before. Who comes
   * into a channel finds at most so many others there: {@code CHANNEL_FULL}, and all is as it was.
   */
  boolean place(VoiceState wanted, int mostOthers) throws SQLException {
    sequences.ensure(wanted.guildId());
    return transaction(() -> {
      sequences.lockUser(wanted.userId());
      var guilds = new TreeSet<Long>();
      guilds.add(wanted.guildId());
      states.findByUser(wanted.userId()).forEach(held -> guilds.add(held.guildId()));
      sequences.lock(guilds);
      return placeLocked(wanted, mostOthers);
    });
  }

  private boolean placeLocked(VoiceState wanted, int mostOthers) throws SQLException {
    var events = new ArrayList<OutboxRecord>();
    VoiceState previous = null;
    for (var held : states.findByUser(wanted.userId())) {
      if (held.guildId() == wanted.guildId()) {
        previous = held;
      } else {
        states.deleteOf(held.guildId(), held.userId());
        events.add(VoiceEvents.ended(held, sequences.next(held.guildId())));
      }
    }
    if (previous == null || previous.channelId() != wanted.channelId()) {
      requireRoom(wanted, mostOthers);
    }
    var state = wanted.after(previous);
    if (!state.looksLike(previous)) {
      states.save(state);
      events.add(VoiceEvents.placed(state, previous, sequences.next(state.guildId())));
    }
    outbox.append(events.toArray(OutboxRecord[]::new));
    return previous == null || previous.channelId() != state.channelId();
  }

  /** Under the guild's lock: nobody comes meanwhile. */
  private void requireRoom(VoiceState wanted, int mostOthers) throws SQLException {
    if (mostOthers < Integer.MAX_VALUE
        && states.countIn(wanted.guildId(), wanted.channelId()) > mostOthers) {
      throw new ProblemException(VoiceProblem.CHANNEL_FULL, "the channel is full");
    }
  }

  /** The session leaves voice in the guild; what another session of the user holds stays. */
  void leave(long guildId, long userId, String sessionId) {
    end(guildId, () -> states.deleteOf(guildId, userId, sessionId));
  }

  /** The session leaves wherever it is. */
  void endSession(long userId, String sessionId) throws SQLException {
    for (var held : states.findBySession(sessionId)) {
      leave(held.guildId(), userId, sessionId);
    }
  }

  /** The user is no member any more. */
  public void endMember(long guildId, long userId) {
    end(guildId, () -> states.deleteOf(guildId, userId));
  }

  public void endChannel(long guildId, long channelId) {
    end(guildId, () -> states.deleteInChannel(guildId, channelId));
  }

  public void endGuild(long guildId) {
    end(guildId, () -> states.deleteInGuild(guildId));
  }

  /** Every gateway process that holds a state. */
  public List<String> incarnations() throws SQLException {
    return states.incarnations();
  }

  /** The gateway process is gone, and with it its sessions. */
  public void endIncarnation(String incarnation) throws SQLException {
    for (var guildId : states.guildsOfIncarnation(incarnation)) {
      end(guildId, () -> states.deleteOfIncarnation(guildId, incarnation));
    }
  }

  private void end(long guildId, Callable<List<VoiceState>> deletion) {
    transaction(() -> {
      sequences.lock(List.of(guildId));
      var events = new ArrayList<OutboxRecord>();
      for (var ended : deletion.call()) {
        events.add(VoiceEvents.ended(ended, sequences.next(guildId)));
      }
      outbox.append(events.toArray(OutboxRecord[]::new));
      return events.size();
    });
  }

  private static <T> T transaction(Callable<T> work) {
    return QuarkusTransaction.requiringNew().call(work);
  }
}
