package dev.jimg.service.build;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import java.util.List;

public record BuildResult(ImageId image, List<Reference> tags) {}
