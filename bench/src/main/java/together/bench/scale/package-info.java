/** Ten million people on paper: from what one machine was measured at, by a seeded simulation. */
package together.bench.scale;
