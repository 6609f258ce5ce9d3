/** Images as files: what {@code save}, {@code load} and {@code import} ask for and give back. */
package dev.jimg.service.archive;
