package together.bench.load;

/** What must not cost more in a large server. The first joins those whom the second kicks. */
enum ReachOperation {
  JOIN("join by invite"),
  KICK("kick"),
  MEMBER_ROLES("give a member a role"),
  ROLE("change a role"),
  PAGE("page of 50 members"),
  SEARCH("search of members by prefix, 10 found"),
  READY("connect until READY"),
  AUTHORIZE("Authorize, over gRPC");

  private final String told;

  ReachOperation(String told) {
    this.told = told;
  }

  String told() {
    return told;
  }

  void run(ReachServer server, int number) {
    switch (this) {
      case JOIN -> server.join(number);
      case KICK -> server.kick(number);
      case MEMBER_ROLES -> server.giveRole(number);
      case ROLE -> server.changeRole(number);
      case PAGE -> server.page(number);
      case SEARCH -> server.search(number);
      case READY -> server.ready(number);
      case AUTHORIZE -> server.authorize(number);
    }
  }
}
