/**
 * How things are said: the message catalogue (English, Simplified Chinese), sizes and times as docker prints them,
 * the width of characters in cells, and what of a foreign text may reach a terminal.
 *
 * <p>It lies below both faces, so that the screen and the commands never disagree on what 1.02GB or «2 days ago» is.
 */
package dev.jimg.text;
