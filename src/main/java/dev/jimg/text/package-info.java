/**
 * How things are said: the message catalogue (English, Simplified Chinese), sizes and times as docker prints them.
 *
 * <p>It lies below both faces, so that the screen and the commands never disagree on what 1.02GB or «2 days ago» is.
 */
package dev.jimg.text;
