package io.xcpoperator.operator.image;

import io.xcpoperator.api.v1alpha1.image.ImageFormat;
import io.xcpoperator.formats.Disk;
import io.xcpoperator.formats.DiskFormat;
import io.xcpoperator.formats.FormatException;
import io.xcpoperator.formats.Packing;
import io.xcpoperator.formats.Source;
import io.xcpoperator.formats.SparseFile;
import io.xcpoperator.formats.TooLargeException;
import io.xcpoperator.formats.Upload;
import io.xcpoperator.operator.platform.Sizes;
import io.xcpoperator.operator.platform.status.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** From a whole file in the work folder to a cargo: unpacked, its format known. */
final class Loading {
    private final Order order;
    private final Path part;
    private final Path image;
    private final long room;
    private final Download.Watch watch;

    /**
     * Of one file.
     *
     * @param part as it came; gone when it is unpacked
     * @param image what it becomes
     * @param room bytes that both may take together
     */
    Loading(Order order, Path part, Path image, long room, Download.Watch watch) {
        this.order = order;
        this.part = part;
        this.image = image;
        this.room = room;
        this.watch = watch;
    }

    /** A file that is no image, or too large a one, is a {@link FormatException} or a {@link FetchException}. */
    Cargo cargo(String sha256) throws IOException {
        return cargo(sha256, unpacked());
    }

    /** The image lies in the folder; so many bytes it takes there. */
    private record Lying(long kept) {}

    private Lying unpacked() throws IOException {
        Packing packing;
        long size = Files.size(part);
        try (Source source = Source.of(part)) {
            packing = Packing.of(source);
        }
        long kept = size;
        if (packing == Packing.NONE) {
            Files.move(part, image, StandardCopyOption.REPLACE_EXISTING);
        } else {
            try (var out = new SparseFile(image, Math.max(0, room - size));
                    var in = Files.newInputStream(part)) {
                packing.unpack(
                        new CalledOff(in, () -> watch.at(size, size)),
                        out,
                        order.bound().bytes());
                kept = out.written();
            } catch (TooLargeException _) {
                throw FetchException.lasting(
                        Reason.NoCapacity,
                        "unpacked, the image is larger than %s, the most that %s"
                                .formatted(
                                        Sizes.human(order.bound().bytes()),
                                        order.bound().why()));
            }
        }
        Download.remove(part);
        return new Lying(kept);
    }

    /** A stream that ends with an exception when the work is called off. */
    private static final class CalledOff extends FilterInputStream {
        private final Check check;

        private interface Check {
            void now() throws IOException;
        }

        CalledOff(InputStream in, Check check) {
            super(in);
            this.check = check;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            check.now();
            return super.read(bytes, offset, length);
        }
    }

    private Cargo cargo(String sha256, Lying lying) throws IOException {
        DiskFormat format;
        try (Source source = Source.of(image)) {
            format = wanted(order.format(), source);
        }
        if (order.iso() && (format == DiskFormat.VHD || format == DiskFormat.QCOW2)) {
            throw new FormatException(
                    "the image is a %s disk and the storage holds ISO images: name one for disks".formatted(format));
        }
        Disk disk = Disk.open(Source.of(image), format);
        try {
            boolean sparse = order.sparse() && !order.iso();
            long size = lying.kept();
            Upload upload = sparse ? Upload.vhd(disk, () -> watch.at(size, size)) : Upload.raw(disk);
            return new Cargo(
                    new Parcel(disk.size(), upload.length(), sha256, shown(format), sparse), disk, upload, size);
        } catch (IOException | RuntimeException e) {
            disk.close();
            throw e;
        }
    }

    private static DiskFormat wanted(ImageFormat wanted, Source source) throws IOException {
        DiskFormat found = DiskFormat.of(source);
        DiskFormat named = switch (wanted) {
            case Auto, Unknown -> found;
            case Iso -> DiskFormat.ISO;
            case Raw -> DiskFormat.RAW;
            case Vhd -> DiskFormat.VHD;
            case Qcow2 -> DiskFormat.QCOW2;
        };
        if (named != found && named != DiskFormat.RAW) {
            throw new FormatException("format says %s, the bytes are %s".formatted(wanted, shown(found)));
        }
        return named;
    }

    private static ImageFormat shown(DiskFormat format) {
        return switch (format) {
            case ISO -> ImageFormat.Iso;
            case RAW -> ImageFormat.Raw;
            case VHD -> ImageFormat.Vhd;
            case QCOW2 -> ImageFormat.Qcow2;
        };
    }
}
