/** Building an image: what {@code build} asks for, and what is to be heard of it. */
package dev.jimg.service.build;
