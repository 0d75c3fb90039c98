package io.xcpoperator.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares what is generated with what is committed; {@code -Dgolden.update=true} rewrites the latter. */
final class Golden {
    /** The module's folder: where Maven runs its tests. */
    static final Path MODULE = Path.of("").toAbsolutePath();

    private Golden() {}

    static void check(Path file, String generated) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, generated);
            return;
        }
        assertThat(file).as("committed; -Dgolden.update=true writes it").exists();
        assertThat(Files.readString(file))
                .as("%s as the types make it; -Dgolden.update=true rewrites it", file.getFileName())
                .isEqualTo(generated);
    }
}
