package together.auth.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import together.auth.AuthProblem;
import together.platform.problem.ProblemException;

/** Hands zips out. */
@ApplicationScoped
public class ExportDownloads {
  private final ExportService exports;
  private final ExportRepository repository;
  private final ExportParts parts;

  ExportDownloads(ExportService exports, ExportRepository repository, ExportParts parts) {
    this.exports = exports;
    this.repository = repository;
    this.parts = parts;
  }

  /**
   * A zip; gone once it has been read to its end.
   *
   * @param size bytes
   */
  public record Download(long size, InputStream bytes) {}

  /**
   * Throws {@code EXPORT_NOT_FOUND}.
   *
   * @param readerIsGone whether what is read goes nowhere any more: then it is not gone for others
   */
  public Download open(long userId, BooleanSupplier readerIsGone) throws SQLException {
    var export = exports.ready(userId);
    var size = export.size();
    if (size == null) {
      throw new ProblemException(AuthProblem.EXPORT_NOT_FOUND, "nothing is ready");
    }
    return new Download(size, new PartsInput(parts, repository, export, readerIsGone));
  }
}
