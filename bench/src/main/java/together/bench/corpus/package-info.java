/** Chat to replay: days of messages with their reply links. */
package together.bench.corpus;
