package together.gateway.session;

import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import together.gateway.frame.BadFrameException;
import together.gateway.frame.ClientFrame;
import together.gateway.frame.CloseCode;
import together.gateway.frame.ServerFrames;
import together.gateway.memberlist.MemberSearch;
import together.gateway.presence.Presences;
import together.platform.json.ProtoJson;
import together.proto.Member;

/**
 * REQUEST_MEMBERS, answered one after another by GUILD_MEMBERS_CHUNK: of a large guild many, each
 * read when the socket has room for it, so that a member list costs the node one chunk and its ids.
 */
@ApplicationScoped
public class MemberRequests {
  private static final Logger log = Logger.getLogger(MemberRequests.class);

  private final MemberSearch members;
  private final Presences presences;

  public MemberRequests(MemberSearch members, Presences presences) {
    this.members = members;
    this.presences = presences;
  }

  /** The part of an answer that is next. */
  private record Answer(ClientFrame.RequestMembers request, List<Long> ids, int chunk) {
    int chunks() {
      return Math.max(1, Math.ceilDiv(ids.size(), MemberSearch.MOST_NAMED));
    }

    boolean isLast() {
      return chunk + 1 == chunks();
    }

    Answer next() {
      return new Answer(request, ids, chunk + 1);
    }

    List<Long> chunkIds() {
      int from = chunk * MemberSearch.MOST_NAMED;
      return ids.subList(from, Math.min(from + MemberSearch.MOST_NAMED, ids.size()));
    }
  }

  /** On the session's event loop. A guild the client is not in has no members to show. */
  void request(Session session, ClientFrame.RequestMembers request) throws BadFrameException {
    if (request.userIds().size() > MemberSearch.MOST_NAMED || request.limit() < 0) {
      throw new BadFrameException(CloseCode.BAD_PAYLOAD);
    }
    if (!session.isIn(request.guildId())) {
      session.send(frame(new Answer(request, request.userIds(), 0), List.of()));
    } else if (!session.requests().begin(() -> begin(session, request))) {
      session.close(CloseCode.RATE_LIMITED);
    }
  }

  private void begin(Session session, ClientFrame.RequestMembers request) {
    submit(session, () -> chunk(session, new Answer(request, find(request), 0)));
  }

  private static void submit(Session session, Runnable call) {
    Runnable guarded =
        () -> {
          try {
            call.run();
          } catch (RuntimeException e) {
            // The client sees no further chunk and asks again, as after a lost connection.
            log.warnf("REQUEST_MEMBERS: %s", e.getMessage());
            session.onLoop(session.requests()::end);
          }
        };
    if (!session.calls().submit(guarded)) {
      session.close(CloseCode.RATE_LIMITED);
    }
  }

  private List<Long> find(ClientFrame.RequestMembers request) {
    var query = request.query();
    return query == null
        ? request.userIds()
        : members.search(request.guildId(), query, request.limit());
  }

  private void chunk(Session session, Answer answer) {
    long guildId = answer.request().guildId();
    var frame = frame(answer, members.named(guildId, answer.chunkIds()));
    session.onLoop(() -> {
      boolean shown = session.isIn(guildId);
      if (shown) {
        session.send(frame);
      }
      if (answer.isLast() || !shown) {
        session.requests().end();
      } else {
        session.whenRoom(() -> submit(session, () -> chunk(session, answer.next())));
      }
    });
  }

  private byte[] frame(Answer answer, List<Member> found) {
    var request = answer.request();
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
          json.writeNumberField("chunk_index", answer.chunk());
          json.writeNumberField("chunk_count", answer.chunks());
          json.writeArrayFieldStart("not_found");
          for (long id : missing) {
            json.writeString(Long.toString(id));
          }
          json.writeEndArray();
          if (request.presences()) {
            writePresences(json, here);
          }
          json.writeStringField("nonce", request.nonce());
          json.writeEndObject();
        });
  }

  private void writePresences(JsonGenerator json, Set<Long> users) throws IOException {
    json.writeArrayFieldStart("presences");
    for (long id : users) {
      var seen = presences.seen(id);
      if (seen.isOnline()) {
        json.writeStartObject();
        seen.writeFields(json, id);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }
}
