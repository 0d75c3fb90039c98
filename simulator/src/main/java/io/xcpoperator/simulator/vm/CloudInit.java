package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.storage.Contents;
import java.util.HashMap;
import java.util.Map;

/**
 * What a guest's cloud-init does with its NoCloud data source: at a boot it looks for a disk labelled cidata and reads the
 * files there, once for each instance-id.
 */
public final class CloudInit {
    private final Contents contents;
    /** By reference of the VM. */
    private final Map<String, Map<String, String>> read = new HashMap<>();

    CloudInit(Contents contents) {
        this.contents = contents;
    }

    /** Its disks are plugged in. */
    void boot(Row vm) {
        for (Row vbd : vm.followAll("VBDs")) {
            if (vbd.text("type").equals("Disk") && vbd.flag("currently_attached")) {
                vbd.follow("VDI")
                        .filter(vdi -> vdi.number("virtual_size") <= FatFolder.LARGEST)
                        .map(vdi -> contents.read(vdi.ref(), 0, (int) vdi.number("virtual_size")))
                        .flatMap(bytes -> FatFolder.read(bytes, "cidata"))
                        .filter(files -> files.containsKey("meta-data") && files.containsKey("user-data"))
                        .ifPresent(files -> found(vm.ref(), files));
            }
        }
    }

    private void found(String vm, Map<String, String> files) {
        Map<String, String> before = read.getOrDefault(vm, Map.of());
        if (!id(files).equals(id(before))) {
            read.put(vm, files);
        }
    }

    private static String id(Map<String, String> files) {
        return files.getOrDefault("meta-data", "")
                .lines()
                .filter(line -> line.startsWith("instance-id:"))
                .findFirst()
                .orElse("");
    }

    /** The files it went by, by name; empty where it found none. */
    Map<String, String> of(String vm) {
        return read.getOrDefault(vm, Map.of());
    }
}
