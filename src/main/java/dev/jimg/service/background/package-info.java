/**
 * Transfers that outlive the screen that began them.
 *
 * <p>A face that ends hands them over; a process of their own brings them to their end, and the next face shows what
 * came of them. Apart from the rest of the service, because only a backend that does the work itself can offer it: an
 * engine breaks a pull off when the connection closes that asked for it.
 */
package dev.jimg.service.background;
