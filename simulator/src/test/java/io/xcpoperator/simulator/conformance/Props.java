package io.xcpoperator.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the objects that a recording uses but did not make. A recipe is words: a state, {@code bare} (neither disk nor
 * NIC), {@code sr=NAME}, {@code network=REF}, {@code on=HOST}, {@code name=NAME},
 * {@code of=REF}, {@code read-only}, {@code sharable}.
 */
final class Props {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Stage stage;
    private final JsonNode vmRecord;

    Props(Stage stage, JsonNode vmRecord) {
        this.stage = stage;
        this.vmRecord = vmRecord;
    }

    private static Map<String, String> words(String recipe) {
        var words = new LinkedHashMap<String, String>();
        for (String word : recipe.split(";")) {
            int equals = word.indexOf('=');
            words.put(
                    equals < 0 ? word.strip() : word.substring(0, equals).strip(),
                    word.substring(equals + 1).strip());
        }
        return words;
    }

    String vm(String recipe) {
        Map<String, String> words = words(recipe);
        String state = words.keySet().iterator().next();
        if (state.equals("snapshot-of")) {
            return stage.must("VM.snapshot", words.getOrDefault("of", ""), words.getOrDefault("name", "snap"))
                    .asText();
        }
        String ref = stage.must("VM.create", vmRecordOf(words.getOrDefault("name", state), state, words))
                .asText();
        if (!words.containsKey("bare")) {
            disk(ref, words);
            nic(ref, "0", words.getOrDefault("network", "xenbr1"), "");
        }
        if (words.containsKey("base")) {
            stage.must("VBD.create", vbd(ref, "OpaqueRef:NULL", "3", "CD", "RO"));
            nic(ref, "1", "xenbr1", "");
        }
        return enter(ref, state, words);
    }

    private JsonNode vmRecordOf(String name, String state, Map<String, String> words) {
        ObjectNode record = vmRecord.deepCopy();
        record.put("name_label", name);
        if (state.equals("Running-noagent")) {
            record.set("xenstore_data", NODES.objectNode());
        }
        if (words.containsKey("provision")) {
            record.set(
                    "other_config",
                    NODES.objectNode()
                            .put(
                                    "disks",
                                    "<provision><disk device=\"0\" size=\"8589934592\" sr=\"\" bootable=\"true\""
                                            + " type=\"system\"/></provision>"));
        }
        return record;
    }

    private String enter(String vm, String state, Map<String, String> words) {
        switch (state) {
            case "Running", "Running-noagent" -> start(vm, false, words);
            case "Paused" -> start(vm, true, words);
            case "Suspended" -> {
                start(vm, false, words);
                stage.must("VM.suspend", vm);
            }
            case "template" -> stage.must("VM.set_is_a_template", vm, true);
            case "snapshot" -> {
                start(vm, false, words);
                return stage.must("VM.snapshot", vm, "snap").asText();
            }
            case "checkpoint" -> {
                start(vm, false, words);
                return stage.must("VM.checkpoint", vm, "cp").asText();
            }
            default -> {}
        }
        return vm;
    }

    private void start(String vm, boolean paused, Map<String, String> words) {
        if (words.containsKey("on")) {
            String host = stage.must("host.get_by_name_label", words.get("on"))
                    .path(0)
                    .asText();
            stage.must("VM.start_on", vm, host, paused, false);
        } else {
            stage.must("VM.start", vm, paused, false);
        }
    }

    private void disk(String vm, Map<String, String> words) {
        String vdi = vdi("disk;sr=" + words.getOrDefault("sr", "NFS storage"));
        ObjectNode vbd = vbd(vm, vdi, "0", "Disk", "RW");
        vbd.put("bootable", true);
        stage.must("VBD.create", vbd);
    }

    private static ObjectNode vbd(String vm, String vdi, String device, String type, String mode) {
        ObjectNode vbd = NODES.objectNode();
        vbd.put("VM", vm)
                .put("VDI", vdi)
                .put("userdevice", device)
                .put("type", type)
                .put("mode", mode);
        vbd.put("bootable", false).put("unpluggable", true).put("empty", type.equals("CD"));
        vbd.put("qos_algorithm_type", "");
        vbd.set("qos_algorithm_params", NODES.objectNode());
        vbd.set("other_config", NODES.objectNode());
        return vbd;
    }

    private void nic(String vm, String device, String network, String mac) {
        ObjectNode vif = NODES.objectNode();
        vif.put("VM", vm).put("device", device).put("MAC", mac).put("MTU", "1500");
        vif.put("network", network.startsWith("OpaqueRef") ? network : byBridge(network));
        vif.put("qos_algorithm_type", "");
        vif.set("qos_algorithm_params", NODES.objectNode());
        vif.set("other_config", NODES.objectNode());
        stage.must("VIF.create", vif);
    }

    private String byBridge(String bridge) {
        for (Map.Entry<String, JsonNode> network :
                stage.must("network.get_all_records").properties()) {
            if (network.getValue().path("bridge").asText().equals(bridge)) {
                return network.getKey();
            }
        }
        throw new IllegalStateException("no network on " + bridge);
    }

    String vdi(String recipe) {
        Map<String, String> words = words(recipe);
        String sr = stage.must("SR.get_by_name_label", words.getOrDefault("sr", "NFS storage"))
                .get(0)
                .asText();
        ObjectNode vdi = NODES.objectNode();
        vdi.put("name_label", words.keySet().iterator().next()).put("name_description", "");
        vdi.put("SR", sr).put("virtual_size", "8589934592").put("type", "user");
        vdi.put("sharable", words.containsKey("sharable")).put("read_only", words.containsKey("read-only"));
        for (String map : List.of("other_config", "xenstore_data", "sm_config")) {
            vdi.set(map, NODES.objectNode());
        }
        vdi.set("tags", NODES.arrayNode());
        return stage.must("VDI.create", vdi).asText();
    }

    String network(String name) {
        ObjectNode network = NODES.objectNode();
        network.put("name_label", name).put("name_description", "").put("MTU", "1500");
        network.set("other_config", NODES.objectNode());
        network.set("tags", NODES.arrayNode());
        return stage.must("network.create", network).asText();
    }
}
