/** What more and more messages cost: histories, searches, inserts. */
package together.bench.growth;
