/**
 * What tells two images apart, here or in registries: settings and layers at once, files when they are asked for, because
 * layers have to be read for them.
 */
package dev.jimg.service.diff;
