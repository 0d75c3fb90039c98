package io.xcpoperator.simulator.vm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The root folder of a small FAT16 disk without partitions, as a guest reads it. What makes no sense is no such disk. */
final class FatFolder {
    /** Of a disk that is looked into, in bytes. */
    static final long LARGEST = 64 << 20;

    private static final int ENTRY = 32;

    private final ByteBuffer disk;
    private final int sector;
    private final int cluster;
    private final int fat;
    private final int root;
    private final int entries;

    private FatFolder(ByteBuffer disk) {
        this.disk = disk;
        this.sector = word(0x0B);
        this.cluster = sector * (disk.get(0x0D) & 0xFF);
        this.fat = sector * word(0x0E);
        this.root = fat + (disk.get(0x10) & 0xFF) * word(0x16) * sector;
        this.entries = word(0x11);
    }

    /** Texts by long name; empty where the disk is none of this label. */
    static Optional<Map<String, String>> read(byte[] bytes, String label) {
        ByteBuffer disk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 512 || disk.getShort(510) != (short) 0xAA55) {
            return Optional.empty();
        }
        try {
            return new FatFolder(disk).files(label);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Map<String, String>> files(String label) {
        Map<String, String> files = new LinkedHashMap<>();
        boolean found = false;
        String name = "";
        for (int at = root; at < root + entries * ENTRY && disk.get(at) != 0; at += ENTRY) {
            int kind = disk.get(at + 11);
            if (kind == 0x0F) {
                name = piece(at) + name;
            } else if ((kind & 0x08) != 0) {
                found = text(at, 11).strip().equalsIgnoreCase(label);
            } else {
                files.put(name.isEmpty() ? text(at, 11).strip() : name, file(word(at + 26), disk.getInt(at + 28)));
                name = "";
            }
        }
        return found ? Optional.of(Map.copyOf(files)) : Optional.empty();
    }

    private String piece(int at) {
        StringBuilder piece = new StringBuilder();
        for (int[] run : new int[][] {{1, 5}, {14, 6}, {28, 2}}) {
            for (int number = 0; number < run[1]; number++) {
                char one = disk.getChar(at + run[0] + 2 * number);
                if (one == 0) {
                    return piece.toString();
                }
                piece.append(one);
            }
        }
        return piece.toString();
    }

    private String file(int first, int length) {
        var bytes = new ByteArrayOutputStream();
        int data = root + entries * ENTRY;
        for (int number = first; bytes.size() < length; number = word(fat + 2 * number)) {
            byte[] piece = new byte[Math.min(cluster, length - bytes.size())];
            disk.get(data + (number - 2) * cluster, piece);
            bytes.writeBytes(piece);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private int word(int at) {
        return disk.getShort(at) & 0xFFFF;
    }

    private String text(int at, int length) {
        byte[] bytes = new byte[length];
        disk.get(at, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
