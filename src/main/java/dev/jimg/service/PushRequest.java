package dev.jimg.service;

import dev.jimg.oci.Reference;

/** @param reference what to send, and where to: with a tag */
public record PushRequest(Reference reference) {}
