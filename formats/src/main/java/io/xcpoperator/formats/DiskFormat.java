package io.xcpoperator.formats;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What an image's bytes are, once unpacked. */
public enum DiskFormat {
    ISO,
    RAW,
    VHD,
    QCOW2;

    private static final int ISO_DESCRIPTOR = 32768;
    private static final int FOOTER = 512;

    /**
     * Told by the bytes alone: what is of no known format is raw. A VMDK, VDI or VHDX, an archive or a web page are
     * nobody's raw disk: a {@link FormatException} names them.
     */
    public static DiskFormat of(Source source) throws IOException {
        if (starts(source, 0, "QFI\u00fb")) {
            return QCOW2;
        } else if (starts(source, 0, "conectix")
                || (source.size() % 512 == 0 && starts(source, source.size() - FOOTER, "conectix"))) {
            return VHD;
        } else if (starts(source, ISO_DESCRIPTOR + 1, "CD001") || starts(source, ISO_DESCRIPTOR + 1, "BEA01")) {
            return ISO;
        }
        Stranger.refuse(source);
        return RAW;
    }

    static boolean starts(Source source, long offset, String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        return offset >= 0
                && offset <= source.size() - wanted.length
                && java.util.Arrays.equals(source.piece(offset, wanted.length).array(), wanted);
    }
}
