package io.xcpoperator.formats;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** What people offer as a disk image and is none that is read here. */
final class Stranger {
    private static final Map<String, String> STARTS = Map.of(
            "KDMV", "a VMDK; convert it with: qemu-img convert -O qcow2",
            "# Disk DescriptorFile", "the description of a VMDK, whose data is elsewhere",
            "vhdxfile", "a VHDX; convert it with: qemu-img convert -O qcow2",
            "<<< ", "a VirtualBox disk; convert it with: qemu-img convert -O qcow2",
            "PK\u0003\u0004", "a ZIP archive; unpack it first",
            "7z\u00bc\u00af", "a 7z archive; unpack it first",
            "BZh", "packed with bzip2; pack it with gzip, xz or zstd instead",
            "ova.xml", "an XVA, a whole VM and not a disk");

    private static final int TAR = 257;
    private static final int LOOK = 64;

    private Stranger() {}

    static void refuse(Source source) throws IOException {
        for (var start : STARTS.entrySet()) {
            if (DiskFormat.starts(source, 0, start.getKey())) {
                throw new FormatException("the bytes are " + start.getValue());
            }
        }
        if (DiskFormat.starts(source, TAR, "ustar")) {
            throw new FormatException("the bytes are a tar archive (an OVA, for instance); unpack it first");
        }
        String text = new String(
                        source.piece(0, (int) Math.min(LOOK, source.size())).array(), StandardCharsets.ISO_8859_1)
                .strip()
                .toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
            throw new FormatException("the bytes are a web page; take the address of the file itself");
        }
        if (source.size() < 512) {
            throw new FormatException("%d bytes are no disk image".formatted(source.size()));
        }
    }
}
