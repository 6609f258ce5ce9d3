/**
 * The benchmark: this program beside the tools that are installed, operation by operation, in one table.
 *
 * <p>{@code ./install.sh bench} runs it. A {@link dev.jimg.bench.Section} is a part of the table; what it needs, the
 * {@link dev.jimg.bench.Workbench} has: a real registry, images of real files, the peers. Everything is compared in turns
 * on one machine ({@link dev.jimg.bench.measure}), so that a reader looks at ratios and not at seconds.
 *
 * <p>It is no test: nothing fails because a goal is missed. It stands beside the tests and uses their servers and images,
 * and is compiled with them, so that it keeps fitting the program.
 */
package dev.jimg.bench;
