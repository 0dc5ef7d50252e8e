package together.guild.personal;

import jakarta.enterprise.context.ApplicationScoped;
import together.guild.database.Sql;
import together.proto.PersonalDataPage;
import together.proto.PersonalLine;

/** What guild-service holds on a user, page by page. */
@ApplicationScoped
class PersonalReads {
  private record Row(long id, String line) {}

  private final Sql sql;

  PersonalReads(Sql sql) {
    this.sql = sql;
  }

  PersonalDataPage page(long userId, PageCursor cursor) {
    var section = Section.ALL.get(cursor.section());
    var rows =
        sql.list(
            section.sql(),
            row -> new Row(row.getLong("id"), row.getString("line")),
            userId,
            cursor.after(),
            section.page());
    var page = PersonalDataPage.newBuilder();
    for (var row : rows) {
      page.addLines(PersonalLine.newBuilder().setFile(section.file()).setJson(row.line()));
    }
    var next =
        rows.size() == section.page()
            ? new PageCursor(cursor.section(), rows.getLast().id())
            : new PageCursor(cursor.section() + 1, 0);
    return page.setNext(next.section() < Section.ALL.size() ? next.text() : "").build();
  }
}
