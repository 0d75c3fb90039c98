package io.xcpoperator.operator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of docs/reference that is made from code; {@code -Dgolden.update=true} rewrites the committed one. */
public final class Page {
    private static final Path FOLDER = Path.of("..", "docs", "reference");

    private Page() {}

    public static void check(String name, String made) {
        Path file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(file, made);
            }
            assertThat(Files.readString(file))
                    .as("%s as the code makes it; -Dgolden.update=true rewrites it", name)
                    .isEqualTo(made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
