/**
 * The terminal under the screen: cells and their widths, the grid that views draw on, its difference as bytes, keys,
 * raw mode, signals.
 *
 * <p>Lanterna is the terminal layer ({@code Terminal}, {@code ANSITerminal}, key types, colours, sizes) and JLine's
 * native calls are its hands (termios and the window size, without starting {@code stty}: a JLine terminal forks
 * {@code infocmp}, about 100 ms, and lanterna's Unix terminal forks {@code stty} seven times). Above that this package
 * goes its own way, for what was measured with a list of 10,000 rows and one moving bar, on two cores with a warm JDK 17:
 *
 * <table>
 *   <caption>Lanterna's upper layers and this grid</caption>
 *   <tr><th></th><th>80x24</th><th>200x60</th></tr>
 *   <tr><td>TextGraphics and TerminalScreen, draw + difference</td><td>0.72 + 0.21 ms</td><td>6.6 + 2.0 ms</td></tr>
 *   <tr><td>this grid, draw + difference</td><td>0.012 + 0.015 ms</td><td>0.03 + 0.16 ms</td></tr>
 *   <tr><td>gui2 Table / ActionListBox</td><td>1.8 / 32 ms</td><td>12.7 / 52 ms</td></tr>
 *   <tr><td>full repaint, TerminalScreen</td><td>1,972 writes</td><td>9,036 writes</td></tr>
 *   <tr><td>full repaint, this grid</td><td>1 write</td><td>1 write</td></tr>
 *   <tr><td>processor at 20 updates a second, TextGraphics / this grid</td><td>8 / 1.0 %</td><td>26 / 1.2 %</td></tr>
 * </table>
 *
 * <p>And for what lanterna 3.1.5 draws and reads wrongly: cells of one {@code char} show 🐳 as {@code ??} and break a
 * letter from its accent, ✅ counts one column and the border beside it is eaten, U+009B gets through; its decoder turns
 * an arrow key that arrives in two pieces into three keys, runs pasted text as keys, types mouse reports, and never sees
 * Enter in a lone CR.
 *
 * <p>{@link dev.jimg.tui.term.Grid}, {@link dev.jimg.tui.term.Diff} and {@link dev.jimg.tui.term.KeyDecoder} are pure;
 * only {@link dev.jimg.tui.term.TtyTerminal} and what it holds touch the system. What runs before the first frame avoids
 * lambdas, regular expressions and formatting: each of them costs its first user milliseconds.
 */
package dev.jimg.tui.term;
