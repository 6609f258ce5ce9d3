/** Containers, as far as one needs them to try an image and to clear what blocks its removal. */
package dev.jimg.service.container;
