package together.voice.state;

import java.util.List;

/**
 * All states of one guild at one moment.
 *
 * @param seq the guild's voice sequence: events up to it are contained
 */
record GuildVoice(long guildId, long seq, List<VoiceState> states) {}
