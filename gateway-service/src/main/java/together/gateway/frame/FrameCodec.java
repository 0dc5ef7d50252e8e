package together.gateway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import together.gateway.log.Cursor;
import together.proto.AllowedMentions;

/**
 * Reads clients' frames: {@code {"op": …, "d": …}}. Whatever is not exactly that is a {@link
 * BadFrameException}.
 */
public final class FrameCodec {
  /** What a client may choose to be shown as. */
  public static final Set<String> STATUSES = Set.of("online", "idle", "dnd", "invisible");

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxStringLength(64 * 1024)
                          .maxNumberLength(32)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private FrameCodec() {}

  /** Decodes one text message's UTF-8 bytes. */
  public static ClientFrame decode(byte[] text) throws BadFrameException {
    // The parser lets overlong forms and lone surrogates pass, of which others make something else.
    if (!ByteBufUtil.isText(Unpooled.wrappedBuffer(text), UTF_8)) {
      throw new BadFrameException(CloseCode.BAD_PAYLOAD);
    }
    JsonNode frame;
    try {
      frame = JSON.readTree(text);
    } catch (IOException e) {
      throw new BadFrameException(CloseCode.BAD_PAYLOAD);
    }
    if (!frame.isObject() || !frame.path("op").isTextual()) {
      throw new BadFrameException(CloseCode.BAD_PAYLOAD);
    }
    var d = frame.path("d");
    return switch (frame.path("op").textValue()) {
      case "HEARTBEAT" -> new ClientFrame.Heartbeat();
      case "IDENTIFY" ->
          new ClientFrame.Identify(optionalText(object(d), "token"), optionalPresence(d));
      case "RESUME" ->
          new ClientFrame.Resume(
              optionalText(object(d), "token"), cursor(d.path("cursor")), optionalPresence(d));
      case "PRESENCE_UPDATE" -> presence(object(d));
      case "SUBSCRIBE" ->
          new ClientFrame.Subscribe(
              id(object(d), "guild_id"),
              ranges(d.path("member_ranges")),
              ids(d, "typing_channels"));
      case "REQUEST_MEMBERS" ->
          new ClientFrame.RequestMembers(
              id(object(d), "guild_id"),
              optionalText(d, "query"),
              ids(d, "user_ids"),
              number(d.path("limit"), 0),
              flag(d, "presences"),
              optionalText(d, "nonce"));
      case "MESSAGE_SEND" -> messageSend(object(d));
      case "VOICE_STATE_UPDATE" ->
          new ClientFrame.VoiceStateUpdate(
              id(object(d), "guild_id"),
              optionalId(d, "channel_id"),
              flag(d, "self_mute"),
              flag(d, "self_deaf"));
      default -> throw new BadFrameException(CloseCode.UNKNOWN_OP);
    };
  }

  private static ClientFrame.MessageSend messageSend(JsonNode d) throws BadFrameException {
    var channel = optionalId(d, "channel_id");
    var recipient = optionalId(d, "recipient_id");
    if (channel.isPresent() == recipient.isPresent()) {
      throw new BadFrameException(CloseCode.BAD_PAYLOAD);
    }
    var files = ids(d, "attachment_ids");
    return new ClientFrame.MessageSend(
        channel,
        recipient,
        files.isEmpty() || !isAbsent(d.path("content")) ? text(d, "content") : "",
        optionalText(d, "nonce"),
        reply(d),
        !isAbsent(d.path("message_reference").path("fail_if_not_exists"))
            && !flag(d.path("message_reference"), "fail_if_not_exists"),
        allowedMentions(d.path("allowed_mentions")),
        files);
  }

  private static @Nullable AllowedMentions allowedMentions(JsonNode node) throws BadFrameException {
    if (isAbsent(node)) {
      return null;
    }
    var allowed =
        AllowedMentions.newBuilder()
            .addAllUsers(ids(object(node), "users"))
            .addAllRoles(ids(node, "roles"))
            .setRepliedUser(flag(node, "replied_user"));
    for (var kind : list(node.path("parse"))) {
      if (!kind.isTextual()) {
        throw new BadFrameException(CloseCode.BAD_PAYLOAD);
      }
      allowed.addParse(kind.textValue());
    }
    return allowed.build();
  }

  private static JsonNode object(JsonNode node) throws BadFrameException {
    if (!node.isObject()) {
      throw new BadFrameException(CloseCode.BAD_PAYLOAD);
    }
    return node;
  }

  private static Cursor cursor(JsonNode node) throws BadFrameException {
    try {
      return Cursor.parse(object(node));
    } catch (IllegalArgumentException e) {
      throw new BadFrameException(CloseCode.BAD_PAYLOAD);
    }
  }

  private static ClientFrame.@Nullable PresenceUpdate optionalPresence(JsonNode d)
      throws BadFrameException {
    var presence = d.path("presence");
    return isAbsent(presence) ? null : presence(object(presence));
  }

  private static ClientFrame.PresenceUpdate presence(JsonNode d) throws BadFrameException {
    var status = text(d, "status");
    if (!STATUSES.contains(status)) {
      throw new BadFrameException(CloseCode.BAD_PAYLOAD);
    }
    return new ClientFrame.PresenceUpdate(status, flag(d, "afk"));
  }

  /** A list of pairs; absent is empty. */
  private static List<ClientFrame.MemberRange> ranges(JsonNode node) throws BadFrameException {
    var ranges = new ArrayList<ClientFrame.MemberRange>();
    for (var pair : list(node)) {
      if (!pair.isArray() || pair.size() != 2) {
        throw new BadFrameException(CloseCode.BAD_PAYLOAD);
      }
      ranges.add(new ClientFrame.MemberRange(number(pair.get(0), -1), number(pair.get(1), -1)));
    }
    return ranges;
  }

  private static List<Long> ids(JsonNode d, String field) throws BadFrameException {
    var ids = new ArrayList<Long>();
    for (var one : list(d.path(field))) {
      if (!one.isTextual()) {
        throw new BadFrameException(CloseCode.BAD_PAYLOAD);
      }
      ids.add(id(one.textValue()));
    }
    return ids;
  }

  private static JsonNode list(JsonNode node) throws BadFrameException {
    if (!isAbsent(node) && !node.isArray()) {
      throw new BadFrameException(CloseCode.BAD_PAYLOAD);
    }
    return node;
  }

  private static int number(JsonNode node, int absent) throws BadFrameException {
    if (isAbsent(node)) {
      return absent;
    }
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw new BadFrameException(CloseCode.BAD_PAYLOAD);
    }
    return node.intValue();
  }

  private static OptionalLong reply(JsonNode d) throws BadFrameException {
    var reference = d.path("message_reference");
    return isAbsent(reference)
        ? OptionalLong.empty()
        : OptionalLong.of(id(object(reference), "message_id"));
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isNull() || node instanceof MissingNode;
  }

  private static String text(JsonNode d, String field) throws BadFrameException {
    var node = d.path(field);
    if (!node.isTextual()) {
      throw new BadFrameException(CloseCode.BAD_PAYLOAD);
    }
    return node.textValue();
  }

  private static @Nullable String optionalText(JsonNode d, String field) throws BadFrameException {
    return isAbsent(d.path(field)) ? null : text(d, field);
  }

  private static long id(JsonNode d, String field) throws BadFrameException {
    return id(text(d, field));
  }

  private static long id(String text) throws BadFrameException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new BadFrameException(CloseCode.BAD_PAYLOAD);
    }
  }

  private static OptionalLong optionalId(JsonNode d, String field) throws BadFrameException {
    return isAbsent(d.path(field)) ? OptionalLong.empty() : OptionalLong.of(id(d, field));
  }

  private static boolean flag(JsonNode d, String field) throws BadFrameException {
    var node = d.path(field);
    if (isAbsent(node)) {
      return false;
    }
    if (!node.isBoolean()) {
      throw new BadFrameException(CloseCode.BAD_PAYLOAD);
    }
    return node.booleanValue();
  }
}
