/** Replays a corpus into a running platform, through its public API only. */
package together.bench.seed;
