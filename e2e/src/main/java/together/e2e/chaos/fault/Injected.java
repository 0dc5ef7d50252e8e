package together.e2e.chaos.fault;

/**
 * A fault that was done, or could not be at its moment.
 *
 * @param began by {@link System#nanoTime()}
 * @param ended when it was undone; with what the platform heals itself, when it was done
 * @param done false: the platform was not in a state for it, the text says why
 */
public record Injected(Fault fault, long began, long ended, boolean done, String text) {}
