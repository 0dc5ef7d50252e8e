package together.message.attachment;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.fileupload.FileUploadBase.FileUploadIOException;
import org.apache.commons.fileupload.MultipartStream;
import org.apache.commons.fileupload.MultipartStream.MalformedStreamException;
import org.apache.commons.fileupload.ParameterParser;
import org.apache.commons.io.output.ThresholdingOutputStream;
import org.jspecify.annotations.Nullable;
import together.platform.problem.CommonProblem;
import together.platform.problem.ProblemException;

/**
 * An upload's form (RFC 7578): its one part, {@code file}, goes to a file while it arrives, through
 * a buffer of some kilobytes.
 */
final class UploadForm {
  private static final int BUFFER_BYTES = 16_384;
  private static final String DISPOSITION = "content-disposition:";

  private final MultipartStream stream;

  private UploadForm(MultipartStream stream) {
    this.stream = stream;
  }

  /**
   * The name that the client gave the file, perhaps none.
   *
   * @param into gets the file's bytes
   * @param most of them; 413 beyond
   * @throws ProblemException 400 when this is no form, 422 when it is not one file
   */
  static @Nullable String read(@Nullable String contentType, InputStream body, Path into, int most)
      throws IOException {
    var boundary = parameters(contentType == null ? "" : contentType).get("boundary");
    if (boundary == null || boundary.isEmpty() || boundary.length() > 70) {
      throw malformed("the boundary of the form is missing");
    }
    var stream = new MultipartStream(body, boundary.getBytes(US_ASCII), BUFFER_BYTES, null);
    stream.setHeaderEncoding(UTF_8.name());
    try {
      return new UploadForm(stream).file(into, most);
    } catch (MalformedStreamException | FileUploadIOException e) {
      throw malformed("the form is no form to its end, or has headers too large");
    }
  }

  private @Nullable String file(Path into, int most) throws IOException {
    if (!stream.skipPreamble()) {
      throw notOneFile();
    }
    var disposition = parameters(disposition(stream.readHeaders()));
    if (!"file".equals(disposition.get("name"))) {
      throw notOneFile();
    }
    try (var output = Files.newOutputStream(into);
        var bounded = new ThresholdingOutputStream(most, _ -> refuse(most), _ -> output)) {
      stream.readBodyData(bounded);
    }
    if (stream.readBoundary()) {
      throw notOneFile();
    }
    return disposition.get("filename");
  }

  private static String disposition(String headers) {
    return headers
        .lines()
        .filter(line -> line.regionMatches(true, 0, DISPOSITION, 0, DISPOSITION.length()))
        .map(line -> line.substring(DISPOSITION.length()))
        .findFirst()
        .orElse("");
  }

  private static Map<String, @Nullable String> parameters(String header) {
    var parser = new ParameterParser();
    parser.setLowerCaseNames(true);
    return parser.parse(header, ';');
  }

  private static void refuse(int most) {
    throw new ProblemException(
        CommonProblem.PAYLOAD_TOO_LARGE, "a file has at most " + most + " bytes");
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(CommonProblem.BAD_REQUEST, detail);
  }

  private static ProblemException notOneFile() {
    return ProblemException.invalid("file", "NOT_NULL", "one part named file is needed");
  }
}
