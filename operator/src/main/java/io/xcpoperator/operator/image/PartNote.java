package io.xcpoperator.operator.image;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the version of a file of which a part is there; kept beside the part.
 *
 * @param validator a strong ETag, else the date of the last change
 * @param total in bytes; 0 where the source does not say
 */
record PartNote(Optional<String> validator, long total) {
    static PartNote none() {
        return new PartNote(Optional.empty(), 0);
    }

    static PartNote of(WebFile.Answer answer) {
        Optional<String> tag = answer.header("etag").filter(text -> !text.startsWith("W/") && text.length() < 256);
        long total;
        try {
            total = Long.parseLong(answer.header("content-length").orElse("0"));
        } catch (NumberFormatException _) {
            total = 0;
        }
        return new PartNote(tag.or(() -> answer.header("last-modified").filter(text -> text.length() < 256)), total);
    }

    boolean isEtag() {
        return validator.filter(text -> text.startsWith("\"")).isPresent();
    }

    /** Whether another try may go on with that part. */
    static boolean isKept(Path file) {
        return Files.exists(beside(file));
    }

    static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".note");
    }

    /** Nothing where the part is of another source, or of a version that cannot be told again. */
    static PartNote read(Path file, URI uri) throws IOException {
        Path note = beside(file);
        if (!Files.exists(note) || !Files.exists(file)) {
            return none();
        }
        List<String> lines = Files.readAllLines(note, StandardCharsets.UTF_8);
        if (lines.size() != 3 || !lines.getFirst().equals(name(uri))) {
            return none();
        }
        try {
            return new PartNote(
                    Optional.of(lines.get(1)).filter(text -> !text.isEmpty()), Long.parseLong(lines.get(2)));
        } catch (NumberFormatException _) {
            return none();
        }
    }

    void write(Path file, URI uri) throws IOException {
        Files.write(
                beside(file), List.of(name(uri), validator.orElse(""), Long.toString(total)), StandardCharsets.UTF_8);
    }

    /** A URL may hold a token: only its hash is kept. */
    private static String name(URI uri) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(uri.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
