package together.platform.image;

import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** Answers with pictures that never change under their address. */
public final class ImageAnswers {
  private static final int A_YEAR_SECONDS = 31_536_000;

  private ImageAnswers() {}

  /** 200, or 304 for whoever has it; {@code name} is unique to these bytes, for good. */
  public static Response of(String media, byte[] bytes, String name, Request request) {
    var tag = new EntityTag(name);
    var known = request.evaluatePreconditions(tag);
    var answer = known == null ? Response.ok(bytes, media) : known;
    var cache = new CacheControl();
    cache.setMaxAge(A_YEAR_SECONDS);
    cache.getCacheExtension().put("public", "");
    cache.getCacheExtension().put("immutable", "");
    cache.setNoTransform(false);
    return answer.tag(tag).cacheControl(cache).header("X-Content-Type-Options", "nosniff").build();
  }
}
