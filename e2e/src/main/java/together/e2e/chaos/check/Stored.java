package together.e2e.chaos.check;

/** A message of a channel's history, as REST shows it at the end. */
public record Stored(long id, String nonce) {}
