package io.xcpoperator.simulator.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is written on the disks, by reference of the VDI: sparse, in a file that goes with the process. Disks made of
 * others share their blocks until one of them is written. Has a lock of its own: bytes move without the world's.
 */
public final class Contents implements AutoCloseable {
    private static final int BLOCK = 64 << 10;

    private final Map<String, Map<Long, Integer>> disks = new HashMap<>();
    private final Map<Integer, Integer> shared = new HashMap<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private int used;
    private FileChannel file;
    private boolean opened;

    @SuppressWarnings("NullAway.Init") // most pools never see a byte: the file is made with the first
    Contents() {}

    /** Writes at an offset; zeros where nothing was take no room. */
    public synchronized void write(String disk, long offset, byte[] bytes, int from, int length) {
        for (int done = 0; done < length; ) {
            long at = offset + done;
            int within = (int) (at % BLOCK);
            int count = Math.min(length - done, BLOCK - within);
            writeBlock(blocks(disk), at / BLOCK, within, bytes, from + done, count);
            done += count;
        }
    }

    private Map<Long, Integer> blocks(String disk) {
        return disks.computeIfAbsent(disk, _ -> new TreeMap<>());
    }

    private void writeBlock(Map<Long, Integer> blocks, long number, int within, byte[] bytes, int from, int count) {
        Integer slot = blocks.get(number);
        if (slot == null && zero(bytes, from, count)) {
            return;
        }
        byte[] block = slot == null ? new byte[BLOCK] : load(slot);
        System.arraycopy(bytes, from, block, within, count);
        if (slot == null || shared.getOrDefault(slot, 0) > 0) {
            if (slot != null) {
                shared.merge(slot, -1, Integer::sum);
            }
            slot = free.isEmpty() ? used++ : free.pop();
            blocks.put(number, slot);
        }
        store(slot, block);
    }

    private static boolean zero(byte[] bytes, int from, int count) {
        return Arrays.equals(bytes, from, from + count, new byte[count], 0, count);
    }

    /** Reads from an offset; zeros where nothing was written. */
    public synchronized byte[] read(String disk, long offset, int length) {
        byte[] bytes = new byte[length];
        Map<Long, Integer> blocks = disks.getOrDefault(disk, new TreeMap<>());
        for (int done = 0; done < length; ) {
            long at = offset + done;
            int within = (int) (at % BLOCK);
            int count = Math.min(length - done, BLOCK - within);
            Integer slot = blocks.get(at / BLOCK);
            if (slot != null) {
                System.arraycopy(load(slot), within, bytes, done, count);
            }
            done += count;
        }
        return bytes;
    }

    /** How many bytes a disk's content takes. */
    public synchronized long size(String disk) {
        return (long) disks.getOrDefault(disk, new TreeMap<>()).size() * BLOCK;
    }

    /** From now on {@code to} holds what {@code from} holds. */
    synchronized void share(String from, String to) {
        drop(to);
        Map<Long, Integer> blocks = disks.get(from);
        if (blocks != null) {
            blocks.values().forEach(slot -> shared.merge(slot, 1, Integer::sum));
            disks.put(to, new TreeMap<>(blocks));
        }
    }

    /** Forgets a disk. */
    synchronized void drop(String disk) {
        Map<Long, Integer> blocks = disks.remove(disk);
        if (blocks != null) {
            for (int slot : blocks.values()) {
                if (shared.merge(slot, -1, Integer::sum) < 0) {
                    shared.remove(slot);
                    free.push(slot);
                }
            }
        }
    }

    private byte[] load(int slot) {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        try {
            while (block.hasRemaining() && file().read(block, (long) slot * BLOCK + block.position()) >= 0) {}
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return block.array();
    }

    private void store(int slot, byte[] bytes) {
        ByteBuffer block = ByteBuffer.wrap(bytes);
        try {
            while (block.hasRemaining()) {
                file().write(block, (long) slot * BLOCK + block.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileChannel file() throws IOException {
        if (!opened) {
            Path path = Files.createTempFile("simulated-disks", null);
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            opened = true;
        }
        return file;
    }

    @Override
    public synchronized void close() {
        try {
            if (opened) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
