package io.xcpoperator.simulator.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A VNC server (RFC 6143, version 3.8) with a black screen of 16 by 16 pixels, whose name is the VM's. Asks for no password. */
final class Rfb {
    private static final int SIDE = 16;

    private final String name;
    private final DataInputStream in;
    private final DataOutputStream out;
    private int bytesPerPixel = 4;

    Rfb(String name, InputStream in, OutputStream out) {
        this.name = name;
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(out);
    }

    /** Until the client is gone. */
    void serve() throws IOException {
        out.write("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        in.skipNBytes(12); // the client's version
        out.write(new byte[] {1, 1}); // one way to log in: none
        out.flush();
        in.skipNBytes(1);
        out.writeInt(0); // welcome
        out.flush();
        in.skipNBytes(1); // shared or not
        byte[] label = name.getBytes(StandardCharsets.UTF_8);
        out.writeShort(SIDE);
        out.writeShort(SIDE);
        out.write(new byte[] {32, 24, 0, 1, 0, -1, 0, -1, 0, -1, 16, 8, 0, 0, 0, 0});
        out.writeInt(label.length);
        out.write(label);
        out.flush();
        for (int message; (message = in.read()) >= 0; ) {
            read(message);
        }
    }

    private void read(int message) throws IOException {
        switch (message) {
            case 0 -> {
                in.skipNBytes(3);
                bytesPerPixel = Math.max(1, in.read() / 8);
                in.skipNBytes(15);
            }
            case 2 -> {
                in.skipNBytes(1);
                in.skipNBytes(4L * in.readUnsignedShort());
            }
            case 3 -> {
                boolean incremental = in.read() != 0;
                in.skipNBytes(8);
                if (!incremental) {
                    paint();
                }
            }
            case 4 -> in.skipNBytes(7);
            case 5 -> in.skipNBytes(5);
            case 6 -> {
                in.skipNBytes(3);
                in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
            }
            default -> throw new IOException("no message of RFB 3.8");
        }
    }

    private void paint() throws IOException {
        out.write(new byte[] {0, 0, 0, 1, 0, 0, 0, 0, 0, SIDE, 0, SIDE, 0, 0, 0, 0});
        out.write(new byte[SIDE * SIDE * bytesPerPixel]);
        out.flush();
    }
}
