package together.bench.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScaleReportTest {
  private static final Path DOCUMENT = Path.of("../docs/scale.md");
  private static final String BEGIN = "<!-- make scale -->\n";
  private static final String END = "<!-- end -->";

  /** Drawn once: some 60 million sizes. */
  private static final Servers SERVERS = Servers.draw(Inputs.load());

  private final Inputs inputs = Inputs.load();

  @Test
  void theDocumentHoldsWhatTheSimulationPrints() throws IOException {
    var document = Files.readString(DOCUMENT);
    var committed =
        document.substring(document.indexOf(BEGIN) + BEGIN.length(), document.indexOf(END));
    assertEquals(ScaleReport.of(inputs), committed, "`make scale` prints what is to stand there");
  }

  @Test
  void theMixGivesAllMembershipsAwayAndAllMessagesToSomebody() {
    assertEquals(
        inputs.of("people.registered") * inputs.of("people.servers"),
        SERVERS.sum(bin -> (double) bin.count() * bin.members()),
        1.0);
    assertEquals(
        inputs.of("messages.per-minute") / 60 * (1 - inputs.of("messages.direct")),
        SERVERS.sum(Servers.Bin::messages),
        1.0);
    assertEquals(inputs.of("servers.largest"), SERVERS.bins().getLast().members(), 0.0);
  }

  @Test
  void dearerDeliveriesTakeMoreNodesOnceTheCpuDecides() {
    var dear = inputs.with("cost.delivery-micros", 200);
    var load = Load.of(dear, SERVERS);
    var nodes = Nodes.readingAll(dear, load);
    assertEquals("CPU", nodes.decidedBy());
    assertTrue(nodes.cpu() <= dear.of("node.fill"), "no node is fuller than planned");
    var dearer = dear.with("cost.delivery-micros", 400);
    assertTrue(Nodes.readingAll(dearer, load).count() > nodes.count());
  }

  @Test
  void splitByGuildReadsEachRecordOnce() {
    var load = Load.of(inputs, SERVERS);
    var all = Nodes.readingAll(inputs, load);
    var split = Nodes.splitByGuild(inputs, load, SERVERS);
    assertEquals(all.count() * split.kafka(), all.kafka(), 1.0);
    assertTrue(split.forwarded() < load.messages() * split.count());
  }
}
