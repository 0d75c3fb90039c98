package io.xcpoperator.operator.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The disks of a VM that are on their way to other storage. Each gets another uuid there and may come without its mark
 * and untracked, so what must be put back is kept on the VM itself, from before the first call until after the last.
 */
record MovingMemo(List<Item> items) {
    private static final int PARTS = 4;

    MovingMemo {
        items = List.copyOf(items);
    }

    /**
     * @param device where the VM has the disk, before and after
     * @param uuid of the VDI before
     * @param entry in its mark; empty where it has none of ours
     * @param tracked whether its changed blocks were tracked
     */
    record Item(int device, String uuid, String entry, boolean tracked) {
        static Item of(DesiredVm want, VmFacts vm, DiskFacts disk, boolean tracked) {
            String entry = disk.of()
                    .filter(of -> of.madeFor(want.me(), vm))
                    .map(Keys.DiskOf::entry)
                    .orElse("");
            return new Item(disk.device(), disk.uuid().value(), entry, tracked);
        }

        private String text() {
            return "%d\t%s\t%s\t%s".formatted(device, uuid, entry, tracked);
        }
    }

    static MovingMemo of(VmFacts vm) {
        List<Item> items = new ArrayList<>();
        for (String line : vm.own(Keys.MOVING).orElse("").split("\n", -1)) {
            String[] part = line.split("\t", -1);
            if (part.length == PARTS && part[0].matches("\\d{1,3}")) {
                items.add(new Item(Integer.parseInt(part[0]), part[1], part[2], Boolean.parseBoolean(part[3])));
            }
        }
        return new MovingMemo(items);
    }

    Optional<Item> at(int device) {
        return items.stream().filter(item -> item.device() == device).findFirst();
    }

    /** Of a disk that is known already, what was first seen stays; one that was tracked at any time is tracked again. */
    MovingMemo with(List<Item> more) {
        List<Item> all = new ArrayList<>(items);
        for (Item item : more) {
            if (at(item.device()).isEmpty()) {
                all.add(item);
            } else if (item.tracked()) {
                all.replaceAll(old ->
                        old.device() == item.device() ? new Item(old.device(), old.uuid(), old.entry(), true) : old);
            }
        }
        return new MovingMemo(all);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    String text() {
        return items.stream().map(Item::text).collect(Collectors.joining("\n"));
    }
}
