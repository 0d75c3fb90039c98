package io.xcpoperator.formats;

import java.io.InputStream;

/** Every byte of a disk. */
record RawUpload(Disk disk) implements Upload {
    @Override
    public long length() {
        return disk.size();
    }

    @Override
    public InputStream open() {
        return new PieceStream() {
            private long at;

            @Override
            boolean next() throws java.io.IOException {
                if (at >= disk.size()) {
                    return false;
                }
                int length = (int) Math.min(buffer().length, disk.size() - at);
                disk.read(at, fill(length));
                at += length;
                return true;
            }
        };
    }
}
