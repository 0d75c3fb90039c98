package io.xcpoperator.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A small disk with files in its root folder: FAT16 without a partition table, of {@value #SIZE} bytes (Microsoft FAT
 * Specification, 2005). Its geometry is the one that guests of XCP-ng are used to. Pure.
 */
public final class FatVolume {
    /** Of the disk, in bytes. */
    public static final long SIZE = 10 << 20;

    /** What all files together can hold, in bytes; each takes whole clusters of 2 KiB. */
    public static final long ROOM;

    static final int SECTOR = 512;
    static final int CLUSTER = 4 * SECTOR;
    static final int FAT_SECTORS = 20;
    static final int ROOT_ENTRIES = 512;
    static final int FAT_AT = SECTOR;
    static final int ROOT_AT = FAT_AT + 2 * FAT_SECTORS * SECTOR;
    static final int DATA_AT = ROOT_AT + ROOT_ENTRIES * 32;

    /** What is written is a whole number of these. */
    private static final int PIECE = 1 << 20;

    private static final int MOST_FILES = 9;
    private static final int LONGEST_NAME = 26;
    private static final short NEW_YEAR_1980 = 0x21;
    private static final short END_OF_CHAIN = (short) 0xFFFF;
    private static final int LABEL = 0x08;
    private static final int LONG_NAME = 0x0F;

    static {
        ROOM = (SIZE - DATA_AT) / CLUSTER * CLUSTER;
    }

    private final ByteBuffer disk;
    private int entry = ROOT_AT;
    private int cluster = 2;

    private FatVolume(int length) {
        this.disk = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A file in the root folder. */
    public static final class Content {
        private final String name;
        private final byte[] bytes;

        /** @param name of letters, digits, points and hyphens, at most 26 */
        public Content(String name, byte[] bytes) {
            if (!name.matches("[A-Za-z0-9.-]{1," + LONGEST_NAME + "}")) {
                throw new IllegalArgumentException("not a name of a file: " + name);
            }
            this.name = name;
            this.bytes = bytes.clone();
        }

        public String name() {
            return name;
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        /** What is in it is nobody's business. */
        @Override
        public String toString() {
            return name;
        }

        private int clusters() {
            return (bytes.length + CLUSTER - 1) / CLUSTER;
        }
    }

    /**
     * The start of the disk, up to the last byte of a file: what follows it may be anything.
     *
     * @param label of the volume, at most 11 ASCII characters, taken as they are
     * @param files at most 9, each of another name
     * @throws IllegalArgumentException where they do not fit
     */
    public static byte[] start(String label, List<Content> files) {
        long clusters = files.stream().mapToLong(Content::clusters).sum();
        boolean unique = files.stream().map(Content::name).distinct().count() == files.size();
        if (label.length() > 11 || files.size() > MOST_FILES || !unique || clusters * CLUSTER > ROOM) {
            throw new IllegalArgumentException("more than fits on the disk");
        }
        long used = DATA_AT + clusters * CLUSTER;
        FatVolume volume = new FatVolume((int) ((used + PIECE - 1) / PIECE * PIECE));
        volume.boot(label);
        volume.fat(0, (short) 0xFFF8);
        volume.fat(1, END_OF_CHAIN);
        volume.entry(padded(label), LABEL, 0, 0);
        for (int number = 0; number < files.size(); number++) {
            volume.file(files.get(number), number + 1);
        }
        return volume.disk.array();
    }

    private static byte[] padded(String text) {
        return "%-11s".formatted(text).getBytes(StandardCharsets.US_ASCII);
    }

    private void boot(String label) {
        disk.put(0, new byte[] {(byte) 0xEB, 0x3C, (byte) 0x90});
        disk.put(3, "MSWIN4.1".getBytes(StandardCharsets.US_ASCII));
        disk.putShort(11, (short) SECTOR);
        disk.put(13, (byte) (CLUSTER / SECTOR));
        disk.putShort(14, (short) (FAT_AT / SECTOR));
        disk.put(16, (byte) 2);
        disk.putShort(17, (short) ROOT_ENTRIES);
        disk.putShort(19, (short) (SIZE / SECTOR));
        disk.put(21, (byte) 0xF8);
        disk.putShort(22, (short) FAT_SECTORS);
        disk.putShort(24, (short) 32);
        disk.putShort(26, (short) 64);
        disk.put(36, (byte) 0x80);
        disk.put(38, (byte) 0x29);
        disk.putInt(39, 0x1D0C1D0C);
        disk.put(43, padded(label));
        disk.put(54, "FAT16   ".getBytes(StandardCharsets.US_ASCII));
        disk.putShort(510, (short) 0xAA55);
    }

    /** Both copies of the table. */
    private void fat(int number, short next) {
        disk.putShort(FAT_AT + 2 * number, next);
        disk.putShort(FAT_AT + FAT_SECTORS * SECTOR + 2 * number, next);
    }

    private void file(Content file, int number) {
        byte[] alias = alias(file.name(), number);
        longName(file.name(), checksum(alias));
        int first = file.bytes.length == 0 ? 0 : cluster;
        entry(alias, 0x20, first, file.bytes.length);
        disk.put(DATA_AT + (cluster - 2) * CLUSTER, file.bytes);
        for (int left = file.clusters(); left > 0; left--) {
            fat(cluster, left == 1 ? END_OF_CHAIN : (short) (cluster + 1));
            cluster++;
        }
    }

    /** The short name that every long one stands before; unique by its number. */
    private static byte[] alias(String name, int number) {
        String plain = name.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        return padded(plain.substring(0, Math.min(6, plain.length())) + "~" + number);
    }

    /** Of a short name, as the long one carries it. */
    static int checksum(byte[] alias) {
        int sum = 0;
        for (byte one : alias) {
            sum = (((sum & 1) << 7) + (sum >> 1) + one) & 0xFF;
        }
        return sum;
    }

    /** Thirteen characters an entry, the last of them first. */
    private void longName(String name, int checksum) {
        int parts = (name.length() + 12) / 13;
        for (int part = parts; part > 0; part--) {
            byte[] text = part(name, part - 1);
            disk.put(entry, (byte) (part == parts ? part | 0x40 : part));
            disk.put(entry + 1, text, 0, 10);
            disk.put(entry + 11, (byte) LONG_NAME);
            disk.put(entry + 13, (byte) checksum);
            disk.put(entry + 14, text, 10, 12);
            disk.put(entry + 28, text, 22, 4);
            entry += 32;
        }
    }

    /** UTF-16: the characters, a zero where there is room for it, and all ones. */
    private static byte[] part(String name, int number) {
        ByteBuffer text = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = number * 13; text.hasRemaining(); at++) {
            text.putShort(at < name.length() ? (short) name.charAt(at) : at == name.length() ? 0 : (short) 0xFFFF);
        }
        return text.array();
    }

    private void entry(byte[] name, int attributes, int first, int length) {
        disk.put(entry, name);
        disk.put(entry + 11, (byte) attributes);
        disk.putShort(entry + 16, NEW_YEAR_1980);
        disk.putShort(entry + 18, NEW_YEAR_1980);
        disk.putShort(entry + 24, NEW_YEAR_1980);
        disk.putShort(entry + 26, (short) first);
        disk.putInt(entry + 28, length);
        entry += 32;
    }
}
