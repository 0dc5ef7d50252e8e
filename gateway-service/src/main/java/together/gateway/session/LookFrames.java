package together.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jboss.logging.Logger;
import together.gateway.frame.BadFrameException;
import together.gateway.frame.ClientFrame;
import together.gateway.frame.CloseCode;
import together.gateway.frame.ServerFrames;
import together.gateway.memberlist.MemberSearch;
import together.gateway.memberlist.Range;
import together.gateway.presence.GuildPresences;
import together.gateway.presence.Presences;
import together.gateway.presence.Status;
import together.platform.json.ProtoJson;
import together.proto.Member;

/** What a client wants to look at: SUBSCRIBE and REQUEST_MEMBERS. Runs on event loops. */
@ApplicationScoped
public class LookFrames {
  private static final Logger log = Logger.getLogger(LookFrames.class);

  private final Subscriptions subscriptions;
  private final MemberSearch members;
  private final Presences presences;

  public LookFrames(Subscriptions subscriptions, MemberSearch members, Presences presences) {
    this.subscriptions = subscriptions;
    this.members = members;
    this.presences = presences;
  }

  /** A guild the client is not in, or not any more, is left alone. */
  void subscribe(Session session, ClientFrame.Subscribe frame) throws BadFrameException {
    if (frame.memberRanges().size() > Subscription.MOST_RANGES
        || frame.typingChannels().size() > Subscription.MOST_CHANNELS) {
      throw new BadFrameException(CloseCode.BAD_PAYLOAD);
    }
    var ranges = new ArrayList<Range>();
    for (var range : frame.memberRanges()) {
      if (!Range.isValid(range.first(), range.last())) {
        throw new BadFrameException(CloseCode.BAD_PAYLOAD);
      }
      ranges.add(new Range(range.first(), range.last()));
    }
    if (session.isIn(frame.guildId())) {
      var channels = new HashSet<>(frame.typingChannels());
      subscriptions.subscribe(session, new Subscription(frame.guildId(), ranges, channels));
    }
  }

  /** Answered by GUILD_MEMBERS_CHUNK, one after another, as the socket takes them. */
  void request(Session session, ClientFrame.RequestMembers request) throws BadFrameException {
    if (request.userIds().size() > MemberSearch.MOST
        || request.limit() < 0
        || request.limit() > MemberSearch.MOST) {
      throw new BadFrameException(CloseCode.BAD_PAYLOAD);
    }
    if (!session.isIn(request.guildId())) {
      session.send(chunk(request, List.of()));
    } else if (!session.calls().submit(() -> answer(session, request))) {
      session.close(CloseCode.RATE_LIMITED);
    }
  }

  private void answer(Session session, ClientFrame.RequestMembers request) {
    try {
      var query = request.query();
      var found =
          query == null
              ? members.named(request.guildId(), request.userIds())
              : members.search(request.guildId(), query, request.limit());
      session.sendFromAnywhere(chunk(request, found));
    } catch (RuntimeException e) {
      // The client sees no answer and asks again, as after a lost connection.
      log.warnf("members of guild %d: %s", request.guildId(), e.getMessage());
    }
  }

  private byte[] chunk(ClientFrame.RequestMembers request, List<Member> found) {
    var here = new HashSet<Long>();
    found.forEach(member -> here.add(member.getUser().getId()));
    var missing = request.userIds().stream().filter(id -> !here.contains(id)).toList();
    return ServerFrames.dispatch(
        "GUILD_MEMBERS_CHUNK",
        null,
        json -> {
          json.writeStartObject();
          json.writeStringField("guild_id", Long.toString(request.guildId()));
          json.writeArrayFieldStart("members");
          for (var member : found) {
            ProtoJson.write(json, member);
          }
          json.writeEndArray();
          json.writeNumberField("chunk_index", 0);
          json.writeNumberField("chunk_count", 1);
          json.writeArrayFieldStart("not_found");
          for (long id : missing) {
            json.writeString(Long.toString(id));
          }
          json.writeEndArray();
          if (request.presences()) {
            json.writeArrayFieldStart("presences");
            for (long id : here) {
              var status = presences.shown(id);
              if (status != Status.OFFLINE) {
                json.writeStartObject();
                GuildPresences.writeFields(json, id, status);
                json.writeEndObject();
              }
            }
            json.writeEndArray();
          }
          json.writeStringField("nonce", request.nonce());
          json.writeEndObject();
        });
  }
}
