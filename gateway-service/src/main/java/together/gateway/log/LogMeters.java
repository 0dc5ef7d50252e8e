package together.gateway.log;

/** What the reading of the logs is watched by. */
public interface LogMeters {
  /** Watches nothing. */
  LogMeters NONE =
      new LogMeters() {
        @Override
        public void dropped(String why) {}

        @Override
        public void gap(Log log) {}
      };

  /** A record was not handed over: it is {@code repeated}, or {@code unreadable}. */
  void dropped(String why);

  /** A key's sequence jumped: an event is missing from the log. */
  void gap(Log log);
}
