package together.e2e.chaos.fault;

/** The kinds of faults; how many of each are in a deck from which a run draws. */
public enum FaultKind {
  KILL("kill -9 of a process", 7),
  PAUSE("SIGSTOP of a process, SIGCONT later", 5),
  CUT("connections reset, new ones refused for a while", 3),
  STALL("connections open and silent for a while", 3),
  KILL_BACKEND("kill -9 of the process of a database connection", 1),
  KILL_LAUNCHER("kill -9 of the launcher, started again on what it left", 1),
  FULL_DISK("the disk of Kafka full for a while", 1),
  CLOCK_STEP("the clock of a service stepped, and back later", 2);

  private final String text;
  private final int share;

  FaultKind(String text, int share) {
    this.text = text;
    this.share = share;
  }

  public String text() {
    return text;
  }

  int share() {
    return share;
  }
}
