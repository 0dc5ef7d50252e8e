package together.standalone;

/** Ports of what the launcher runs beside the services; all on 127.0.0.1. */
enum Ports {
  POSTGRES(15432),
  KAFKA(19092),
  KAFKA_CONTROLLER(19093);

  private final int byDefault;

  Ports(int byDefault) {
    this.byDefault = byDefault;
  }

  int of(LauncherSettings settings) throws StartRefused {
    return settings.port(name(), byDefault);
  }

  /** Where the services reach it. */
  int reached(LauncherSettings settings) throws StartRefused {
    return settings.portReached(name(), of(settings));
  }
}
