package io.xcpoperator.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Reads a FAT16 volume as strictly as the specification is written, and believes nothing: for tests. */
final class FatReader {
    private final ByteBuffer disk;
    private final int clusterBytes;
    private final int fatAt;
    private final int fatBytes;
    private final int fats;
    private final int rootAt;
    private final int rootEntries;
    private final int dataAt;
    private final int clusters;
    private final TreeSet<Integer> taken = new TreeSet<>();
    private String label = "";

    FatReader(byte[] bytes) {
        disk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(disk.getShort(510)).as("signature").isEqualTo((short) 0xAA55);
        assertThat(disk.get(0)).as("jump").isIn((byte) 0xEB, (byte) 0xE9);
        int sector = u16(11);
        assertThat(sector).isIn(512, 1024, 2048, 4096);
        int perCluster = disk.get(13);
        assertThat(Integer.bitCount(perCluster)).as("a power of two").isEqualTo(1);
        clusterBytes = perCluster * sector;
        assertThat(u16(14)).as("reserved sectors").isPositive();
        fatAt = u16(14) * sector;
        fats = disk.get(16);
        assertThat(fats).isEqualTo(2);
        rootEntries = u16(17);
        assertThat(rootEntries * 32 % sector)
                .as("the root folder ends with a sector")
                .isZero();
        int sectors = u16(19);
        assertThat(u16(19) == 0 ^ disk.getInt(32) == 0).as("one of two sizes").isTrue();
        fatBytes = u16(22) * sector;
        rootAt = fatAt + fats * fatBytes;
        dataAt = rootAt + rootEntries * 32;
        clusters = (sectors * sector - dataAt) / clusterBytes;
        assertThat(clusters)
                .as("FAT16 by its count of clusters, and nothing else")
                .isBetween(4085, 65524);
        assertThat(fatBytes / 2).as("the table has an entry for each").isGreaterThanOrEqualTo(clusters + 2);
        assertThat(disk.get(21)).as("media").isEqualTo((byte) 0xF8);
        assertThat(fat(0)).as("the media again").isEqualTo(0xFFF8);
        assertThat(fat(1)).isGreaterThanOrEqualTo(0xFFF8);
        assertThat(disk.get(38)).as("extended boot signature").isEqualTo((byte) 0x29);
        assertThat(text(54, 8)).isEqualTo("FAT16   ");
    }

    /** By name; both copies of the table must agree, and nothing may be allocated that no file has. */
    Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Map<String, String> aliases = new LinkedHashMap<>();
        StringBuilder name = new StringBuilder();
        int expected = 0;
        int checksum = -1;
        for (int number = 0; number < rootEntries; number++) {
            int at = rootAt + 32 * number;
            int first = disk.get(at) & 0xFF;
            if (first == 0) {
                assertThat(disk.slice(at, dataAt - at))
                        .as("nothing after the last entry")
                        .isEqualTo(ByteBuffer.allocate(dataAt - at));
                break;
            }
            int attributes = disk.get(at + 11);
            if (attributes == 0x0F) {
                if ((first & 0x40) != 0) {
                    assertThat(expected)
                            .as("a long name begins where none is open")
                            .isZero();
                    expected = first & 0x3F;
                    checksum = disk.get(at + 13) & 0xFF;
                } else {
                    assertThat(first).as("descending").isEqualTo(expected);
                }
                assertThat(disk.get(at + 12)).isZero();
                assertThat(u16(at + 26)).isZero();
                assertThat(disk.get(at + 13) & 0xFF).isEqualTo(checksum);
                name.insert(0, part(at));
                expected--;
                continue;
            }
            assertThat(expected)
                    .as("the whole of a long name stands before its file")
                    .isZero();
            byte[] alias = new byte[11];
            disk.get(at, alias);
            if (attributes == 0x08) {
                label = new String(alias, StandardCharsets.US_ASCII).stripTrailing();
                continue;
            }
            assertThat(sum(alias)).as("the checksum ties both names").isEqualTo(checksum);
            assertThat(new String(alias, StandardCharsets.US_ASCII)).matches("[A-Z0-9~]{1,8} *");
            assertThat(aliases.put(new String(alias, StandardCharsets.US_ASCII), name.toString()))
                    .isNull();
            assertThat(files.put(name.toString(), content(u16(at + 26), disk.getInt(at + 28))))
                    .as("one file of this name")
                    .isNull();
            name.setLength(0);
            checksum = -1;
        }
        for (int cluster = 2; cluster < clusters + 2; cluster++) {
            assertThat(fat(cluster) != 0).as("cluster %d", cluster).isEqualTo(taken.contains(cluster));
        }
        assertThat(disk.slice(fatAt, fatBytes)).isEqualTo(disk.slice(fatAt + fatBytes, fatBytes));
        return files;
    }

    /** Of the root folder; the boot sector must say the same. */
    String label() {
        files();
        assertThat(text(43, 11).stripTrailing()).isEqualTo(label);
        return label;
    }

    private byte[] content(int first, int length) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TreeSet<Integer> mine = new TreeSet<>();
        int cluster = first;
        if (length == 0) {
            assertThat(first).as("an empty file has no cluster").isZero();
            return new byte[0];
        }
        while (true) {
            assertThat(cluster).isBetween(2, clusters + 1);
            assertThat(mine.add(cluster)).as("no circle").isTrue();
            taken.add(cluster);
            byte[] piece = new byte[Math.min(clusterBytes, length - bytes.size())];
            disk.get(dataAt + (cluster - 2) * clusterBytes, piece);
            bytes.writeBytes(piece);
            int next = fat(cluster);
            if (next >= 0xFFF8) {
                break;
            }
            cluster = next;
        }
        assertThat(bytes.size()).isEqualTo(length);
        return bytes.toByteArray();
    }

    private String part(int at) {
        StringBuilder text = new StringBuilder();
        boolean over = false;
        for (int offset : new int[] {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30}) {
            int one = u16(at + offset);
            if (over) {
                assertThat(one).as("all ones after the end").isEqualTo(0xFFFF);
            } else if (one == 0) {
                over = true;
            } else {
                text.append((char) one);
            }
        }
        return text.toString();
    }

    private static int sum(byte[] alias) {
        int sum = 0;
        for (byte one : alias) {
            sum = (((sum & 1) != 0 ? 0x80 : 0) + (sum >>> 1) + (one & 0xFF)) & 0xFF;
        }
        return sum;
    }

    private int fat(int number) {
        return u16(fatAt + 2 * number);
    }

    private int u16(int at) {
        return disk.getShort(at) & 0xFFFF;
    }

    private String text(int at, int length) {
        byte[] bytes = new byte[length];
        disk.get(at, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
