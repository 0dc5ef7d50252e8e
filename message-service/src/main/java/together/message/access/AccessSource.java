package together.message.access;

import java.util.List;
import together.proto.Authorization;
import together.proto.AuthorizeQuery;

/** One call to guild-service. */
interface AccessSource {
  /** At most 1000 queries; the answers in their order. */
  List<Authorization> authorize(List<AuthorizeQuery> queries);
}
