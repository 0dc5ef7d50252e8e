/** The whole platform, tried through its gateway hostname only. */
package together.e2e;
