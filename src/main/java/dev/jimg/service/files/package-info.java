/** The files of images, here and in registries, without unpacking or pulling them. */
package dev.jimg.service.files;
