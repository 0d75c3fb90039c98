package io.xcpoperator.simulator.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** VHD streams as a host exports them, by hand. */
public final class Vhds {
    private static final int BLOCK = 2 << 20;

    private Vhds() {}

    /** A disk of some blocks of which one has data: {@code sevens} bytes of 7 at its start. */
    public static byte[] oneBlock(int blocks, int block, int sevens) {
        ByteBuffer vhd = ByteBuffer.allocate(2560 + 512 + BLOCK + 512);
        byte[] footer = footer((long) blocks * BLOCK);
        vhd.put(footer);
        vhd.put("cxsparse".getBytes(StandardCharsets.US_ASCII)).putLong(-1).putLong(2048);
        vhd.putInt(0x10000).putInt(blocks).putInt(BLOCK);
        Arrays.fill(vhd.array(), 2048, 2560, (byte) 0xff);
        vhd.putInt(2048 + block * 4, 2560 / 512);
        Arrays.fill(vhd.array(), 2560, 3072, (byte) 0xff);
        Arrays.fill(vhd.array(), 3072, 3072 + sevens, (byte) 7);
        vhd.put(vhd.capacity() - 512, footer);
        return vhd.array();
    }

    private static byte[] footer(long size) {
        ByteBuffer footer = ByteBuffer.allocate(512);
        footer.put("conectix".getBytes(StandardCharsets.US_ASCII))
                .putInt(2)
                .putInt(0x10000)
                .putLong(512);
        return footer.putLong(40, size).putLong(48, size).putInt(60, 3).array();
    }
}
