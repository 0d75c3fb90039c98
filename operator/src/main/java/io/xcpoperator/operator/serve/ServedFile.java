package io.xcpoperator.operator.serve;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;

/**
 * A regular file that is truly inside a folder, whatever links lead there. What is wrong with it is an IOException whose
 * message is for a person; it lists nothing of the volume.
 *
 * @param shown as a person named it
 */
record ServedFile(Path file, String shown) {
    static ServedFile find(Path folder, String path) throws IOException {
        try {
            Path root = folder.toRealPath();
            Path real = root.resolve(path).toRealPath();
            if (Path.of(path).isAbsolute() || !real.startsWith(root)) {
                throw new IOException("%s leads out of the volume".formatted(path));
            }
            if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("%s is no file".formatted(path));
            }
            if (!Files.isReadable(real)) {
                throw new AccessDeniedException(path);
            }
            return new ServedFile(real, path);
        } catch (NoSuchFileException | InvalidPathException _) {
            throw new IOException("there is no file %s on the volume".formatted(path));
        } catch (AccessDeniedException _) {
            throw new IOException("%s may not be read by user 65532: give others the right to read it".formatted(path));
        }
    }

    /** Another one once the file is another. */
    String tag() throws IOException {
        BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return "\"%x-%x-%s\""
                .formatted(
                        is.size(),
                        is.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS),
                        Integer.toHexString(String.valueOf(is.fileKey()).hashCode())
                                .toLowerCase(Locale.ROOT));
    }
}
