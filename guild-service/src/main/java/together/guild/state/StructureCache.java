package together.guild.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Structures in memory. One counts only while its revision is the one in its guild's row, so
 * nothing ever has to be invalidated, on whatever node the change was made.
 */
@ApplicationScoped
public class StructureCache {
  private final StructureRepository repository;
  private final Cache<Long, Structure> structures;

  public StructureCache(
      StructureRepository repository,
      MeterRegistry meters,
      @ConfigProperty(name = "together.guild.structure-cache-entries") long mostEntries) {
    this.repository = repository;
    structures =
        Caffeine.newBuilder()
            .maximumWeight(mostEntries)
            .weigher((Long id, Structure structure) -> structure.entries())
            .recordStats()
            .build();
    CaffeineCacheMetrics.monitor(meters, structures, "guild.structures");
  }

  /** Those of exactly these rows that are in memory, by guild id. */
  public Map<Long, Structure> known(Collection<Guild> guilds) {
    var known = new HashMap<Long, Structure>();
    for (var guild : guilds) {
      var structure = structures.getIfPresent(guild.id());
      if (structure != null && structure.revision() == guild.structureRevision()) {
        known.put(guild.id(), structure);
      }
    }
    return known;
  }

  /**
   * Structures of these rows by guild id. What is not in memory is read: the caller is in the
   * snapshot that the rows are from, or holds their locks.
   */
  public Map<Long, Structure> get(Collection<Guild> guilds) {
    var found = known(guilds);
    var missing = guilds.stream().filter(guild -> !found.containsKey(guild.id())).toList();
    for (var structure : missing.isEmpty() ? List.<Structure>of() : repository.load(missing)) {
      found.put(structure.guildId(), structure);
      keep(structure);
    }
    return found;
  }

  private void keep(Structure structure) {
    structures
        .asMap()
        .merge(
            structure.guildId(),
            structure,
            (old, loaded) -> loaded.revision() > old.revision() ? loaded : old);
  }
}
