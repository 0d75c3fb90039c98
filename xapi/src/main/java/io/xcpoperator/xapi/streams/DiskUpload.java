package io.xcpoperator.xapi.streams;

import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VdiRef;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * Bytes for a disk that no VM has attached ({@code PUT /import_raw_vdi}).
 *
 * @param task made by {@code task.create}: whether it went well is the task's to tell, never the upload's
 * @param length of the body, to the byte
 * @param sent told how many bytes have been sent so far, about once a mebibyte
 */
public record DiskUpload(VdiRef vdi, TaskRef task, Form form, long length, Body body, LongConsumer sent) {
    /** How the bytes say where they belong. */
    public enum Form {
        /** The disk byte by byte, from its start; at most its virtual size. */
        RAW,
        /** A dynamic VHD: table first, blocks ascending; what is not in it stays as it is. */
        VHD;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where the bytes come from; opened anew when a host refers to another. */
    @FunctionalInterface
    public interface Body {
        InputStream open() throws IOException;
    }
}
